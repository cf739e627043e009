"""Card payments at stations in memory: a dict, with the same conditions as the table's."""

from dataclasses import replace
from datetime import datetime

from csms.errors import Overtaken
from csms.payments.at_stations import StationPayment


class MemoryStationPayments:
    """StationPaymentRepository over a dict."""

    def __init__(self) -> None:
        """Start empty."""
        self._payments: dict[tuple[str, str], StationPayment] = {}

    def get(self, station_id: str, psp_ref: str) -> StationPayment | None:
        """See the port."""
        return self._payments.get((station_id, psp_ref))

    def save(self, payment: StationPayment) -> StationPayment:
        """See the port."""
        place = payment.station_id, payment.psp_ref
        stored = self._payments.get(place)
        if payment.version != (stored.version if stored else 0):
            raise Overtaken(f"payment {payment.psp_ref} was changed meanwhile")
        self._payments[place] = replace(payment, version=payment.version + 1)
        return self._payments[place]

    def due(self, now: datetime, limit: int) -> list[tuple[str, str]]:
        """See the port."""
        found = self._payments.values()
        due = [one for one in found if one.look_at is not None and one.look_at <= now]
        return [(one.station_id, one.psp_ref) for one in due][:limit]
