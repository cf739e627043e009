"""What reservations cost, in memory."""

from dataclasses import dataclass, field
from datetime import datetime

from csms.adapters.memory.ledger import MemoryLedger
from csms.adapters.memory.reservations import MemoryReservations
from csms.ledger.model import Transfer
from csms.settlement.reservation_terms import Due, ReservationTerms
from csms.stations.reservations import Reservation, ReservationFee


@dataclass(frozen=True, slots=True)
class MemoryReservationFees:
    """ReservationFeeStore over a journal and reservations."""

    reservations: MemoryReservations
    ledger: MemoryLedger
    _terms: dict[tuple[str, int], ReservationTerms] = field(default_factory=dict)
    _due: set[Due] = field(default_factory=set)

    def agree(self, terms: ReservationTerms) -> None:
        """See the port."""
        self.look_at(Due(terms.due_at, terms.number, terms.station_id))
        self._terms.setdefault((terms.station_id, terms.number), terms)
        payer = Reservation(terms.station_id, terms.number, driver_id=terms.driver_id)
        self.reservations.add_facts(payer)

    def look_at(self, due: Due) -> None:
        """See the port."""
        self._due.add(due)

    def due(self, now: datetime, limit: int) -> list[Due]:
        """See the port."""
        found = sorted(self._due, key=lambda one: (one.at, one.number, one.station_id))
        return [one for one in found[:limit] if one.at <= now]

    def seen(self, due: Due) -> None:
        """See the port."""
        self._due.discard(due)

    def terms(self, station_id: str, number: int) -> ReservationTerms | None:
        """See the port."""
        return self._terms.get((station_id, number))

    def decide(
        self, terms: ReservationTerms, fee: ReservationFee, transfer: Transfer | None
    ) -> bool:
        """See the port. The ledger refuses before anything is changed."""
        if not self.reservations.undecided(terms.station_id, terms.number, fee):
            return False
        if transfer is not None and not self.ledger.post(transfer):
            return False
        self.reservations.decide(terms.station_id, terms.number, fee)
        return True
