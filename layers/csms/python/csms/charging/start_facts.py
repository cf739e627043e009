"""A start as a station reports it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from csms.charging.cost_reports import CostReport
from csms.charging.facts import MeterReading
from csms.drivers.model import normal_token_id
from csms.ids import digest
from csms.stations.meters import NOTHING_KNOWN, MeterHabits
from csms.stations.reservations import LARGEST_NUMBER

LARGEST_TRANSACTION_ID = (1 << 31) - 1


@dataclass(frozen=True, slots=True)
class StartFacts:
    """What it says of the session, and who presents themselves.

    `transaction_id` None (OCPP 1.6): the CSMS gives the id, derived from the facts, so that the
    same start gets the same id. `started_at_text` tells its time from others. `connector_number`
    is 1.6's count across the station. `maker` is what is assumed of the meters of the station's
    maker. `psp_ref`: the station's own terminal has authorised a card, so no token is looked up.
    """

    station_id: str
    started_at: datetime
    started_at_text: str
    received_at: datetime
    token_id: str | None
    transaction_id: str | None = None
    evse_id: int = 0
    connector_id: int = 0
    connector_number: int | None = None
    reading: MeterReading | None = None
    site_hint: str | None = None
    remote_start_id: int | None = None
    charging_state: str | None = None
    offline: bool = False
    samples: Any = None
    clock_skewed: bool = False
    reservation_number: int | None = None
    cost_report: CostReport | None = None
    seq_no: int | None = None
    maker: MeterHabits = NOTHING_KNOWN
    psp_ref: str | None = None

    @property
    def start_key(self) -> str:
        """The business identity of this start: a retry carries a new message id.

        A time that is not believed stands in it as the station wrote it, so that an unreadable one
        is no new start. A tag is the same in either case of its letters.
        """
        register_wh = self.reading.register_wh if self.reading else None
        place = self.connector_number or (self.evse_id, self.connector_id)
        return digest(
            self.station_id,
            self.transaction_id,
            place,
            self.token_id and normal_token_id(self.token_id),
            self.started_at_text,
            register_wh,
        )

    @property
    def reservation(self) -> int | None:
        """One that can be ours; a session is worth more than a number that nobody gave."""
        number = self.reservation_number
        return number if number is not None and abs(number) <= LARGEST_NUMBER else None

    @property
    def presented_at(self) -> datetime:
        """When it counts whether a token has expired: a start may be told long after it was made.

        A time that is not believed is that of receipt already.
        """
        return min(self.started_at, self.received_at)

    def transaction_ids(self) -> Iterator[str]:
        """The station's own, or a few candidates: positive 31-bit numbers, never 0 (1.6e 3.54)."""
        if self.transaction_id is not None:
            yield self.transaction_id
            return
        for attempt in range(8):
            number = int(digest(self.start_key, attempt)[:8], 16) % LARGEST_TRANSACTION_ID
            yield str(number + 1)
