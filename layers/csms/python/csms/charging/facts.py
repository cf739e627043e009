"""The facts of a session: its start, its signs of life, its stop and its end."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from csms.charging.cost_reports import CostReport
from csms.charging.limits import ChargingLimit
from csms.charging.payer import Payer
from csms.charging.vocabulary import EndedBy, Flag, SessionKey
from csms.drivers.model import Authorization, AuthorizationStatus
from csms.stations.meters import NOTHING_KNOWN, MeterHabits
from csms.stations.model import CurrentType
from csms.tariffs.model import Tariff


@dataclass(frozen=True, slots=True)
class MeterReading:
    """What one meter message said at one moment, normalised: Wh, W, percent."""

    measured_at: datetime
    register_wh: int | None = None
    power_w: int | None = None
    soc_percent: int | None = None


@dataclass(frozen=True, slots=True, order=True)
class ToldState:
    """What an event of a transaction (2.x `chargingState`) said of the vehicle, from then on."""

    at: datetime
    word: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """Why a session has its tariff, in plain words, and what it was chosen for: place and token.

    `depends`: another place, or another person's token, might have another tariff. `unreadable`:
    there is one, and it is broken.
    """

    why: str = ""
    circumstances: str = ""
    depends: bool = False
    unreadable: bool = False


@dataclass(frozen=True, slots=True)
class SessionStart:
    """The start of a session. `start_key` is the same for the same business fact.

    `samples` are the station's own readings as they came, kept beside the normalised `reading`;
    `reported_at` is its own time, where that was not believed. `habits` is what was known of its
    meter then. `tariff` and `time_zone` (IANA; by it the tariff's clock goes) are fixed here.
    `reserved_at` and `reserved_until` are how long its reservation kept the EVSE, as part of what
    it costs; without an end, up to the start.
    """

    key: SessionKey
    session_id: str
    start_key: str
    evse_id: int
    connector_id: int
    started_at: datetime
    received_at: datetime
    payer: Payer | None = None
    site_id: str | None = None
    current_type: CurrentType | None = None
    max_power_w: int | None = None
    tariff: Tariff | None = None
    chosen: Chosen = Chosen()
    reading: MeterReading | None = None
    remote_start_id: int | None = None
    charging_state: str | None = None
    samples: Any = None
    flags: frozenset[str] = frozenset()
    reported_at: str | None = None
    reservation_number: int | None = None
    reserved_at: datetime | None = None
    reserved_until: datetime | None = None
    limit: ChargingLimit | None = None
    cost_report: CostReport | None = None
    seq_no: int | None = None
    habits: MeterHabits = NOTHING_KNOWN
    time_zone: str = "UTC"

    @property
    def decision(self) -> Authorization | None:
        """What its station is told of who presented themselves; None where nobody did.

        A driver who had not enough to start is refused, and pays for what flows all the same.
        """
        decision = self.payer.decision if self.payer else None
        if decision is None or Flag.NO_CREDIT.value not in self.flags:
            return decision
        return replace(decision, status=AuthorizationStatus.NO_CREDIT)

    @property
    def idle_priced(self) -> bool:
        """Whether its tariff prices parking, so that the session goes on after its stop."""
        return self.tariff is not None and self.tariff.prices_parking


@dataclass(frozen=True, slots=True)
class Progress:
    """A sign of life of a running session. `order` is (event time, seqNo) as sortable text.

    `opening`, `place` (EVSE, connector), `remote_start_id` and `limit` belong to the start, where
    that did not say them. `seq_no` only where telemetry does not hold it
    (`csms.charging.completeness`). `evse_id` is where it was measured: it is no sign of life of a
    session that is known to run elsewhere. `readings` are all of its message.
    """

    key: SessionKey
    order: str
    reading: MeterReading
    charging_state: str | None = None
    known_only: bool = False
    opening: MeterReading | None = None
    place: tuple[int, int] | None = None
    remote_start_id: int | None = None
    limit: ChargingLimit | None = None
    cost_report: CostReport | None = None
    seq_no: int | None = None
    evse_id: int | None = None
    readings: tuple[MeterReading, ...] = ()

    def is_of(self, place: int | None) -> bool:
        """Whether it may belong to a session at an EVSE; None or 0 where that is not known."""
        return not place or self.evse_id in {None, place}


@dataclass(frozen=True, slots=True)
class SessionStop:
    """The end of a session. The first one stored counts; the same one again changes nothing.

    An `estimated` one stands for a stop that is missing; a real one replaces it until it settles.
    A `misdated` one may name a time before its start.
    A `matched` one named no session: a stop that did, or an earlier estimate, replaces it likewise.
    """

    key: SessionKey
    stop_key: str
    stopped_at: datetime
    received_at: datetime
    reason: str
    reading: MeterReading | None = None
    known_only: bool = False
    flags: frozenset[str] = frozenset()
    estimated: bool = False
    matched: bool = False
    token_id: str | None = None
    driver_id: str | None = None
    group_id: str | None = None
    organisation_id: str | None = None
    reported_at: str | None = None
    opening: MeterReading | None = None
    place: tuple[int, int] | None = None
    cost_report: CostReport | None = None
    seq_no: int | None = None
    misdated: bool = False

    @property
    def payer(self) -> Payer | None:
        """Who pays if nobody else was accepted: the driver of a token shown at the end."""
        if self.token_id is None or self.driver_id is None:
            return None
        return Payer(
            self.token_id,
            AuthorizationStatus.ACCEPTED,
            self.driver_id,
            self.organisation_id,
            group_id=self.group_id,
        )

    @property
    def is_estimate(self) -> bool:
        """Whether its reading is that of a sample: the station itself did not say it."""
        return self.estimated or Flag.CLOSED_BY_OPERATOR.value in self.flags

    def gives_way_to(self, other: "SessionStop") -> bool:
        """Whether another stop takes the place of this one, as long as nothing is settled."""
        if other.estimated:
            return self.matched and other.stopped_at < self.stopped_at
        return self.estimated or (self.matched and not other.matched)


@dataclass(frozen=True, slots=True)
class SessionEnd:
    """The end of a session behind its stop, by the station's clock; of several the earliest counts.

    `by` another session at its connector: the vehicle had left before `at`.
    """

    at: datetime
    received_at: datetime
    by: EndedBy
