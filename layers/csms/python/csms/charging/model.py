"""A charging session as the set of facts known of it; its state is derived, never stored."""

from dataclasses import dataclass, field
from datetime import datetime

from csms.charging.corrections import LateCorrection
from csms.charging.cost_reports import CostReport
from csms.charging.facts import MeterReading, SessionEnd, SessionStart, SessionStop
from csms.charging.meter_evidence import Point
from csms.charging.meter_power import power_between
from csms.charging.meter_samples import Found, Measured
from csms.charging.meter_semantics import energy_of
from csms.charging.payer import Payer
from csms.charging.reserve import Reserve
from csms.charging.session_evidence import evidence_of
from csms.charging.settled import Settlement
from csms.charging.trail import Trail
from csms.charging.vocabulary import CHARGING_STATES, Flag, SessionKey, SessionState
from csms.drivers.model import AuthorizationStatus
from csms.stations.meters import NOTHING_KNOWN


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
