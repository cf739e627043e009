"""The facts of one session, kept as they came, and the session as a fold over them."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from csms.charging.corrections import LateCorrection
from csms.charging.cost_reports import CostReport
from csms.charging.facts import MeterReading, Progress, SessionEnd, SessionStart, SessionStop
from csms.charging.meter_evidence import Point
from csms.charging.model import ChargingSession, derived_flags, paying
from csms.charging.payer import Payer
from csms.charging.reserve import Reserve
from csms.charging.settled import Settlement
from csms.charging.trail import Trail
from csms.charging.vocabulary import SessionKey


@dataclass(slots=True)
class SessionFacts:
    """What is known of one session. `first_heard_at` stands in until its start arrives."""

    key: SessionKey
    session_id: str
    first_heard_at: datetime
    start: SessionStart | None = None
    payer: Payer | None = None
    progress: list[Progress] = field(default_factory=list)
    stop: SessionStop | None = None
    end: SessionEnd | None = None
    settlement: Settlement | None = None
    flags: set[str] = field(default_factory=set)
    seq_nos: set[int] = field(default_factory=set)
    free_since: datetime | None = None
    reserve: Reserve | None = None
    trail: Trail = field(default_factory=Trail)
    late_stop: SessionStop | None = None
    late_orders: list[str] = field(default_factory=list)
    corrections: tuple[LateCorrection, ...] = ()
    folded: tuple[tuple[object, ...], ChargingSession] | None = None

    def session(self) -> ChargingSession:
        """The fold; that of the same facts is the same one, since it is asked for far more often
        than a fact comes.
        """
        facts = self._known()
        if self.folded is None or self.folded[0] != facts:
            self.folded = facts, self._fold()
        return self.folded[1]

    def _known(self) -> tuple[object, ...]:
        """What tells one set of facts from another; those in lists and sets only grow."""
        lists = (self.progress, self.flags, self.seq_nos, self.late_orders)
        one = (self.start, self.payer, self.stop, self.end, self.settlement, self.free_since)
        others = (self.reserve, self.trail, self.late_stop, self.corrections)
        return *one, *others, *map(len, lists)

    def _fold(self) -> ChargingSession:
        newest_first = sorted(self.progress, key=lambda one: one.order, reverse=True)
        states = [one.charging_state for one in newest_first if one.charging_state]
        started_state = self.start.charging_state if self.start else None
        return ChargingSession(
            key=self.key,
            session_id=self.session_id,
            started_at=self.start.started_at if self.start else self.first_heard_at,
            start=self._start(),
            payer=paying(self.payer, self.stop),
            latest=_latest([one.reading for one in newest_first]),
            charging_state=next(iter(states), started_state),
            stop=self.stop,
            end=self.end,
            settlement=self.settlement,
            flags=frozenset(self.flags | derived_flags(self.payer, self.stop, self.start)),
            cost_report=self._cost_report(newest_first),
            seq_nos=frozenset(self.seq_nos),
            free_since=self.free_since,
            reserve=self.reserve,
            registers=_registers(self.progress),
            trail=self.trail,
            late_stop=self.late_stop,
            corrections=self.corrections,
            heard=self._heard(),
        )

    def count(self, fact: SessionStart | Progress | SessionStop) -> None:
        """Note the number of an event that has one."""
        if fact.seq_no is not None:
            self.seq_nos.add(fact.seq_no)

    def _heard(self) -> str:
        newest = max((one.order for one in self.progress), default="")
        late_fact = self.late_orders[-1] if self.late_orders else ""
        late_stop = self.late_stop.stop_key if self.late_stop else ""
        return f"{newest}|{late_fact}|{late_stop}"

    def _cost_report(self, newest_first: list[Progress]) -> CostReport | None:
        facts = (self.stop, *newest_first, self.start)
        reports = [one.cost_report for one in facts if one and one.cost_report]
        merged: CostReport | None = None
        for report in reversed(reports):
            merged = report.over(merged)
        return merged

    def _start(self) -> SessionStart | None:
        """The start, with what later events said in its place."""
        start = self.start
        later: list[Progress | SessionStop] = [*self.progress]
        later += [self.stop] if self.stop else []
        if start is None:
            return None
        opening = next((one.opening for one in later if one.opening), None)
        place = next((one.place for one in later if one.place), None)
        if opening and (start.reading is None or start.reading.register_wh is None):
            reading = start.reading or MeterReading(opening.measured_at)
            start = replace(start, reading=replace(reading, register_wh=opening.register_wh))
        if place and not start.evse_id:
            start = replace(start, evse_id=place[0], connector_id=place[1])
        return self._remotely(start)

    def _remotely(self, start: SessionStart) -> SessionStart:
        facts: list[SessionStart | Progress] = [start, *self.progress]
        ids = (one.remote_start_id for one in facts)
        limits = (one.limit for one in facts)
        remote_start_id = next((one for one in ids if one is not None), None)
        limit = next((one for one in limits if one is not None), None)
        if (remote_start_id, limit) == (start.remote_start_id, start.limit):
            return start
        return replace(start, remote_start_id=remote_start_id, limit=limit)

    def takes(self, stop: SessionStop) -> bool:
        """Whether a stop counts: the first, or a real one in the place of an estimate."""
        if self.stop is None:
            return True
        return self.settlement is None and self.stop.gives_way_to(stop)

    def keep_late(self, stop: SessionStop) -> None:
        """The first one that would have counted, had nothing been settled."""
        settled_by = self.stop if self.settlement else None
        if settled_by and self.late_stop is None and settled_by.gives_way_to(stop):
            self.late_stop = stop


def _latest(newest_first: list[MeterReading]) -> MeterReading | None:
    """The newest known value of each quantity, at the newest moment."""
    if not newest_first:
        return None
    known = (
        next((value for value in values if value is not None), None)
        for values in (
            [one.register_wh for one in newest_first],
            [one.power_w for one in newest_first],
            [one.soc_percent for one in newest_first],
        )
    )
    return MeterReading(newest_first[0].measured_at, *known)


def _registers(arrived: Iterable[Progress]) -> tuple[Point, ...]:
    """The first, the last but one and the newest; late ones are left out."""
    points: list[Point] = []
    newest = ""
    for one in arrived:
        register_wh = one.reading.register_wh
        if register_wh is not None and one.order > newest:
            newest = one.order
            points.append(Point(one.reading.measured_at, register_wh))
    return tuple(sorted({*points[:1], *points[-2:]}))
