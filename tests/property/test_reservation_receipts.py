"""Whatever becomes of reservations, and however often it is told: receipts equal the ledger."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.builders import NOW, a_tariff, a_transfer, minutes
from tests.network import a_station

from csms.adapters.memory.directory import MemoryDrivers, MemorySites
from csms.adapters.memory.ledger import MemoryLedger
from csms.adapters.memory.legal_entities import MemoryLegalEntities
from csms.adapters.memory.receipts import MemoryDocuments
from csms.adapters.memory.reservation_fees import MemoryReservationFees
from csms.adapters.memory.reservations import MemoryReservations
from csms.adapters.memory.station_payments import MemoryStationPayments
from csms.adapters.memory.stations import MemoryStations
from csms.receipts.composing import Composing
from csms.receipts.content import Content
from csms.receipts.document import Document, receipt_id
from csms.receipts.reserved import issue_reservation_receipt
from csms.settlement.reservation_fees import ChargingReservations, conclude_due
from csms.settlement.reservation_terms import Due, ReservationTerms, fee_transfer_id
from csms.settlement.reservation_verdicts import Why
from csms.stations.model import CurrentType
from csms.stations.reservations import Reservation, ReservationState

LATER = NOW + timedelta(days=2)


@dataclass(frozen=True)
class Outcome:
    """How a reservation of `length` minutes ended; at which prices per hour, flat, on expiry."""

    ended: str
    length: int
    at: int
    driver: str
    per_hour: str
    flat: str
    vat: str
    free_s: int

    @property
    def station(self) -> str:
        """Only the first one is there."""
        return "CP2" if self.ended == "offline" else "CP1"


PRICES = st.sampled_from(["0", "0.01", "0.333", "6", "7.77"])
OUTCOMES = st.builds(
    Outcome,
    ended=st.sampled_from(["expired", "cancelled", "used", "faulted", "offline"]),
    length=st.integers(1, 600),
    at=st.integers(0, 600),
    driver=st.sampled_from(["driver-1", "driver-2"]),
    per_hour=PRICES,
    flat=PRICES,
    vat=st.sampled_from(["0", "7", "19"]),
    free_s=st.sampled_from([0, 300]),
)


def component(kind: str, price: str, vat: str, when: str) -> dict[str, object]:
    priced = {"type": kind, "price": price, "vat": vat}
    return {"price_components": [priced], "restrictions": {"reservation": when}}


class World:
    """The parts that charge and issue, in memory."""

    def __init__(self) -> None:
        self.ledger, self.reservations = MemoryLedger(), MemoryReservations()
        self.stations = MemoryStations()
        self.stations.put(a_station("CP1"))
        self.stations.put(a_station("CP2"))
        self.stations.seen("CP1", LATER)
        self.fees = MemoryReservationFees(self.reservations, self.ledger)
        self.documents = MemoryDocuments(self.ledger)
        payments = MemoryStationPayments()
        entities = MemoryLegalEntities()
        self.composing = Composing(MemorySites(), MemoryDrivers(), entities, self.ledger, payments)

    def reserve(self, number: int, told: Outcome) -> None:
        until = minutes(told.length)
        facts = Reservation(told.station, number, 1, "TAG", NOW, until, f"C{number}", "Accepted")
        self.reservations.add_facts(replace(facts, accepted_at=NOW))
        elements = [
            component("TIME", told.per_hour, told.vat, "RESERVATION"),
            component("FLAT", told.flat, told.vat, "RESERVATION_EXPIRES"),
        ]
        rules = {"free_cancellation_s": told.free_s}
        tariff = a_tariff(elements=elements, rules=rules)
        terms = ReservationTerms(
            told.station,
            number,
            told.driver,
            tariff,
            "",
            "site-1",
            "Europe/Berlin",
            CurrentType.DC,
            until,
        )
        self.fees.agree(terms)
        self.reservations.add_facts(self._end(number, told))
        self.fees.look_at(Due(NOW, number, told.station))

    def _end(self, number: int, told: Outcome) -> Reservation:
        bare = Reservation(told.station, number)
        match told.ended:
            case "cancelled":
                ended, at = ReservationState.CANCELLED, minutes(told.at)
                return replace(bare, ended=ended, end_reason="CancelReservation", cancelled_at=at)
            case "used":
                return replace(bare, session_id="SESSION")
            case "faulted":
                return replace(bare, ended=ReservationState.CANCELLED, end_reason="Faulted")
        return bare

    def conclude(self) -> None:
        needs = ChargingReservations(
            self.fees, self.reservations, self.stations, self.ledger, timedelta(hours=1)
        )
        assert all(isinstance(one, Why) for _, one in conclude_due(LATER, needs))

    def issue(self, number: int, told: Outcome) -> Document | None:
        found = self.reservations.find(told.station, number)
        terms = self.fees.terms(told.station, number)
        assert found is not None
        assert terms is not None
        return issue_reservation_receipt(found, terms, LATER, self.documents, self.composing)


def agree(content: Content) -> None:
    """A receipt by itself."""
    assert content.net_minor + content.tax_minor == content.gross_minor > 0
    assert sum(one.net_minor for one in content.lines) == content.net_minor
    assert sum(one.gross_minor for one in content.lines) == content.gross_minor
    assert sum(one.tax_minor for one in content.taxes) == content.tax_minor
    assert content.payment is not None
    assert sum(content.payment.parts.values()) == content.gross_minor


@given(
    st.lists(OUTCOMES, min_size=1, max_size=6),
    st.lists(st.integers(0, 5), max_size=20),
    st.integers(0, 3000),
)
def test_receipts_sum_to_what_the_ledger_charged_for_reservations(
    outcomes: list[Outcome], deliveries: list[int], wallet: int
) -> None:
    world = World()
    if wallet:
        legs = (("wallet:driver-1", wallet), ("equity:opening:EUR", -wallet))
        world.ledger.post(a_transfer("open", *legs))
    for number, one in enumerate(outcomes):
        world.reserve(number, one)
    deliveries = [one % len(outcomes) for one in deliveries]
    early = [world.issue(one, outcomes[one]) for one in deliveries]
    assert early == [None] * len(deliveries)
    for _ in range(2):
        world.conclude()
    for number in (*deliveries, *range(len(outcomes)), *deliveries):
        world.issue(number, outcomes[number])
    ids = [fee_transfer_id(one.station, number) for number, one in enumerate(outcomes)]
    transfers = {one: found for one in ids if (found := world.ledger.transfer(one))}
    receipts = {one: doc for one in ids if (doc := world.documents.get(receipt_id(one)))}
    assert receipts.keys() == transfers.keys()
    assert sorted(one.sequence for one in receipts.values()) == list(range(1, len(receipts) + 1))
    owed: Counter[str] = Counter()
    for name, receipt in receipts.items():
        agree(receipt.content)
        credited = sum(leg.minor for leg in transfers[name].legs if leg.minor > 0)
        assert receipt.content.gross_minor == credited
        owed[receipt.driver_id or ""] += receipt.content.gross_minor
    for driver in ("driver-1", "driver-2"):
        accounts = world.ledger.balances_of([f"wallet:{driver}", f"receivable:{driver}"])
        start = wallet if driver == "driver-1" else 0
        assert start - sum(one.posted_minor for one in accounts.values()) == owed[driver]
