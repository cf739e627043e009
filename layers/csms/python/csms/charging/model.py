"""A charging session as the set of facts known of it; its state is derived, never stored."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from csms.charging.corrections import LateCorrection
from csms.charging.cost_reports import CostReport
from csms.charging.costs import CostLine, Doubted, IdleProof, TaxShare
from csms.charging.limits import ChargingLimit
from csms.charging.meter_evidence import Point
from csms.charging.meter_power import power_between
from csms.charging.meter_samples import Found, Measured
from csms.charging.meter_semantics import energy_of
from csms.charging.reserve import Reserve
from csms.charging.session_evidence import evidence_of
from csms.charging.trail import Trail
from csms.drivers.model import Authorization, AuthorizationStatus
from csms.drivers.visitors import is_visitor
from csms.stations.meters import NOTHING_KNOWN, MeterHabits
from csms.stations.model import CurrentType
from csms.tariffs.model import Tariff


class SessionKey(NamedTuple):
    """OCPP transaction ids are unique for one station only (2.0.1 E01.FR.08)."""

    station_id: str
    transaction_id: str


class SessionState(StrEnum):
    """The life of a session, `docs/architecture.md`."""

    PREPARING = "preparing"
    CHARGING = "charging"
    SUSPENDED_EV = "suspended_ev"
    SUSPENDED_EVSE = "suspended_evse"
    REFUSED = "refused"
    AWAITING_UNPLUG = "awaiting_unplug"
    ENDED = "ended"
    SETTLED = "settled"
    REVIEW = "review"


class EndedBy(StrEnum):
    """What ended a session that went on after its stop."""

    UNPLUGGED = "unplugged"
    NEXT_SESSION = "next_session"
    WAITED = "waited_long_enough"
    CAPPED = "parking_cap"
    OPERATOR = "operator"


class Flag(StrEnum):
    """What a session must not hide; of its meter `MeterFlag` says it."""

    NO_TARIFF = "no_tariff"
    TARIFF_UNREADABLE = "tariff_unreadable"
    TIME_ZONE_ASSUMED = "time_zone_assumed"
    ENERGY_SPREAD = "energy_spread"
    OFFLINE = "offline"
    BEGIN_READING_ESTIMATED = "begin_reading_estimated"
    FINAL_READING_ESTIMATED = "final_reading_estimated"
    CLOSED_BY_OPERATOR = "closed_by_operator"
    CONFLICTING_STOP = "conflicting_stop"
    STOP_MISSING = "stop_missing"
    MATCHED_WITHOUT_ID = "matched_without_id"
    CLOCK_SKEWED = "clock_skewed"
    STOPPED_BY_OTHER_TOKEN = "stopped_by_other_token"
    STATION_COST_DIFFERS = "station_cost_differs"
    EVENTS_MISSING = "events_missing"
    SILENT = "silent"
    NO_CREDIT = "no_credit"
    BALANCE_EXHAUSTED = "balance_exhausted"
    PAID_SHORT = "paid_short"


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
class Payer:
    """Who presented themselves, and what was decided.

    The first accepted one pays, whoever was refused before or after; among refused ones the first
    stands. First by the station's own `order` (as Progress), not by arrival; a start's own is "".
    `psp_ref`: the payment provider's reference, to the letter, where the station's own terminal
    has authorised a card (2.1 DirectPayment).
    """

    token_id: str
    authorization: AuthorizationStatus
    driver_id: str | None = None
    organisation_id: str | None = None
    order: str = ""
    group_id: str | None = None
    expires_at: datetime | None = None
    psp_ref: str | None = None

    @property
    def pays(self) -> bool:
        """Whether somebody is known to pay: a driver, or a card at a terminal."""
        return self.driver_id is not None or self.by_card or self.at_station

    @property
    def at_station(self) -> bool:
        """Whether a card pays that the station's own terminal settles."""
        return self.psp_ref is not None

    @property
    def by_card(self) -> bool:
        """Whether a card at a terminal pays."""
        return self.driver_id is None and is_visitor(self.token_id)

    @property
    def decision(self) -> Authorization:
        """What a station is told of them."""
        return Authorization(
            self.authorization,
            self.driver_id,
            self.group_id,
            self.expires_at,
            self.organisation_id,
        )

    @property
    def rank(self) -> str:
        """Sorts payers: the least one pays."""
        refused = self.authorization is not AuthorizationStatus.ACCEPTED
        return f"{int(refused)}{self.order}"


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


@dataclass(frozen=True, slots=True)
class Decided:
    """How a person settled what a machine must not (`csms.settlement.reviewing`)."""

    decision: str
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Settlement:
    """How a session was settled: once, for ever. Only a review is followed by what was decided.

    `limit` names the tariff's bound that made the price (min_price, max_price); `fingerprint` the
    content of the tariff; `begin_wh` and `end_wh` the registers that were billed.
    """

    outcome: SessionState
    settled_at: datetime
    energy_wh: int
    currency: str | None = None
    net_minor: int = 0
    tax_minor: int = 0
    gross_minor: int = 0
    lines: tuple[CostLine, ...] = ()
    transfer_id: str | None = None
    reason: str | None = None
    flags: frozenset[str] = frozenset()
    missing_seq_nos: tuple[int, ...] = ()
    taxes: tuple[TaxShare, ...] = ()
    limit: str | None = None
    idle_seconds_billed: int = 0
    idle: tuple[IdleProof, ...] = ()
    doubts: tuple[Doubted, ...] = ()
    fingerprint: str | None = None
    begin_wh: int | None = None
    end_wh: int | None = None
    decided: Decided | None = None


@dataclass(frozen=True, slots=True)
class ChargingSession:
    """All that is known of a session. Facts that have not arrived are None.

    `seq_nos` are the numbers of its events (2.x) that telemetry does not hold. `free_since` is when
    the watch first found its connector Available while it runs (`csms.charging.watching`). `end` is
    known only where parking is priced: else the stop is the end.
    `registers` are the first, the last but one and the newest register of its samples, as they
    arrived: enough for what is shown, while telemetry has all that is billed. `trail` is what its
    price so far rests on.
    `late_stop` is the station's own stop that came after a settlement by another one; `corrections`
    is what late facts led to. `heard` changes with each of them.
    """

    key: SessionKey
    session_id: str
    started_at: datetime
    start: SessionStart | None = None
    payer: Payer | None = None
    latest: MeterReading | None = None
    charging_state: str | None = None
    stop: SessionStop | None = None
    end: SessionEnd | None = None
    settlement: Settlement | None = None
    flags: frozenset[str] = frozenset()
    cost_report: CostReport | None = None
    seq_nos: frozenset[int] = frozenset()
    free_since: datetime | None = None
    reserve: Reserve | None = None
    registers: tuple[Point, ...] = field(default=(), compare=False)
    trail: Trail = field(default=Trail(), compare=False)
    late_stop: SessionStop | None = None
    corrections: tuple[LateCorrection, ...] = ()
    heard: str = field(default="", compare=False)

    @property
    def active(self) -> bool:
        """Whether the station has not ended it."""
        return self.stop is None

    @property
    def awaiting_unplug(self) -> bool:
        """Whether it has stopped and may cost parking until the vehicle is known to be away."""
        priced = self.start is not None and self.start.idle_priced
        return self.stop is not None and priced and self.end is None and self.settlement is None

    @property
    def ended_at(self) -> datetime | None:
        """When it was over: at its stop, or at its end behind it."""
        if self.stop is None or self.awaiting_unplug:
            return None
        return max(self.end.at if self.end else self.stop.stopped_at, self.stop.stopped_at)

    @property
    def state(self) -> SessionState:
        """Derived from the facts, so that no arrival order can make it wrong."""
        if self.settlement is not None:
            return self.settlement.outcome
        if self.stop is not None:
            return SessionState.AWAITING_UNPLUG if self.awaiting_unplug else SessionState.ENDED
        if self.payer and self.payer.authorization is not AuthorizationStatus.ACCEPTED:
            return SessionState.REFUSED
        return CHARGING_STATES.get(self.charging_state or "Charging", SessionState.PREPARING)

    @property
    def energy_wh(self) -> int:
        """Energy so far; the settled figure once there is one."""
        if self.settlement is not None:
            return self.settlement.energy_wh
        found = self.measured
        return found.energy_wh if isinstance(found, Measured) else found.shown_wh

    @property
    def measured(self) -> Found:
        """The energy by start, stop and the latest sample: the same in whatever order they came.

        Where start and samples are of two kinds, it counts from the first sample that came.
        """
        latest, habits = self._last_reading, self.start.habits if self.start else NOTHING_KNOWN
        kept = self.registers if habits.samples_apart else ()
        return energy_of(evidence_of(self, [latest] if latest else [], kept))

    @property
    def derived_power_w(self) -> int | None:
        """The power between the two newest registers, where the station sends none itself."""
        if self.stop is not None or (self.latest and self.latest.power_w is not None):
            return None
        return power_between(self.registers, self.start.max_power_w if self.start else None)

    @property
    def clock_skewed(self) -> bool:
        """Whether its moments are not the station's own."""
        return Flag.CLOCK_SKEWED.value in self.flags

    @property
    def _last_reading(self) -> MeterReading | None:
        """The latest, unless it was taken after an estimated end."""
        if self.stop and self.stop.estimated and self.latest:
            return self.latest if self.latest.measured_at <= self.stop.stopped_at else None
        return self.latest


def paying(presented: Payer | None, stop: SessionStop | None) -> Payer | None:
    """Who pays: a token accepted during the session, else one accepted at its end."""
    if presented and presented.authorization is AuthorizationStatus.ACCEPTED:
        return presented
    return (stop.payer if stop else None) or presented


def derived_flags(
    payer: Payer | None, stop: SessionStop | None, start: SessionStart | None
) -> frozenset[str]:
    """Flags that follow from the facts together, so that no order of arrival changes them.

    A stop by another token is right only within a group (1.6 §4.10, 2.0.1 E07); it has happened
    all the same, so it counts.
    """
    flags = {Flag.STOP_MISSING.value} if stop and stop.estimated else set()
    flags |= {Flag.MATCHED_WITHOUT_ID.value} if stop and stop.matched else set()
    flags |= {Flag.NO_TARIFF.value} if start and start.tariff is None else set()
    flags |= {Flag.TARIFF_UNREADABLE.value} if start and start.chosen.unreadable else set()
    if payer and stop and stop.token_id not in {None, payer.token_id}:
        same_group = payer.group_id is not None and payer.group_id == stop.group_id
        flags |= set() if same_group else {Flag.STOPPED_BY_OTHER_TOKEN.value}
    return frozenset(flags)


CHARGING_STATES = {
    "Charging": SessionState.CHARGING,
    "SuspendedEV": SessionState.SUSPENDED_EV,
    "SuspendedEVSE": SessionState.SUSPENDED_EVSE,
}
