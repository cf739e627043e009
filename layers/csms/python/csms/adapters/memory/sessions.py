"""Sessions in memory: the facts are kept as they came, the session is a fold over them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from csms import clock
from csms.charging.corrections import LateCorrection
from csms.charging.cost_reports import CostReport
from csms.charging.meter_evidence import Point
from csms.charging.model import (
    ChargingSession,
    Chosen,
    Flag,
    MeterReading,
    Payer,
    Progress,
    SessionEnd,
    SessionKey,
    SessionStart,
    SessionState,
    SessionStop,
    Settlement,
    derived_flags,
    paying,
)
from csms.charging.noting import noted_of, still_noted
from csms.charging.ports import OrphanFact, SessionFilter
from csms.charging.reserve import Reserve
from csms.charging.tariff_choice import TariffChoice
from csms.charging.trail import Noted, Trail
from csms.errors import Rejected
from csms.ids import new_ulid


@dataclass(slots=True)
class _Facts:
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


def _first(one: Payer | None, other: Payer | None) -> Payer | None:
    """Who of two pays."""
    if one is None or other is None:
        return one or other
    return min(one, other, key=lambda payer: payer.rank)


class MemorySessions:
    """SessionRepository over a dict of facts."""

    def __init__(self, now: clock.Clock) -> None:
        """`now` times the ids of sessions whose start has not arrived."""
        self._now = now
        self._facts: dict[SessionKey, _Facts] = {}
        self.orphans: dict[tuple[str, str], OrphanFact] = {}

    def record_start(self, start: SessionStart) -> ChargingSession:
        """See the port."""
        facts = self._of(start.key, start.session_id)
        if facts.start is None:
            facts.start = start
            facts.payer = _first(facts.payer, start.payer)
            facts.flags |= start.flags
            facts.count(start)
        return facts.session()

    def record_payer(self, key: SessionKey, payer: Payer) -> ChargingSession:
        """See the port."""
        facts = self._of(key)
        if facts.settlement is None:
            facts.payer = _first(facts.payer, payer)
        return facts.session()

    def record_tariff(
        self, key: SessionKey, choice: TariffChoice, before: Chosen
    ) -> ChargingSession | None:
        """See the port."""
        facts = self._facts.get(key)
        start = facts.start if facts else None
        if facts is None or start is None:
            return facts.session() if facts else None
        same = start.chosen.circumstances == before.circumstances
        if same and facts.settlement is None:
            facts.start = replace(
                start,
                tariff=choice.tariff,
                chosen=choice.chosen,
                current_type=choice.current_type,
                max_power_w=choice.max_power_w,
            )
        return facts.session()

    def record_progress(self, progress: Progress) -> bool:
        """See the port."""
        known = self._facts.get(progress.key)
        if progress.known_only and known is None:
            return False
        if known and known.start and not progress.is_of(known.start.evse_id):
            return False
        facts = self._of(progress.key)
        in_order = all(one.order < progress.order for one in facts.progress)
        noted = noted_of(progress) if in_order else still_noted(progress, facts.session())
        facts.trail = replace(facts.trail, noted=(*facts.trail.noted, *noted))
        facts.progress.append(progress)
        facts.count(progress)
        if facts.settlement is not None:
            facts.late_orders.append(progress.order)
        return True

    def record_event(self, progress: Progress) -> ChargingSession:
        """See the port."""
        self.record_progress(progress)
        return self._of(progress.key).session()

    def record_stop(self, stop: SessionStop) -> ChargingSession | None:
        """See the port."""
        if stop.known_only and stop.key not in self._facts:
            return None
        facts = self._of(stop.key)
        facts.count(stop)
        if facts.takes(stop):
            facts.stop = stop
            facts.flags |= stop.flags
        elif not stop.estimated and facts.stop and facts.stop.stop_key != stop.stop_key:
            facts.flags.add(Flag.CONFLICTING_STOP.value)
            facts.keep_late(stop)
        return facts.session()

    def record_end(self, key: SessionKey, end: SessionEnd) -> bool:
        """See the port."""
        facts = self._facts.get(key)
        if facts is None or facts.stop is None or facts.settlement is not None:
            return False
        if facts.end is not None and facts.end.at <= end.at:
            return False
        facts.end = end
        return True

    def mark_free(self, key: SessionKey, since: datetime | None) -> None:
        """See the port."""
        facts = self._facts[key]
        if facts.stop is None:
            facts.free_since = since

    def flag_running(self, key: SessionKey, flag: Flag) -> bool:
        """See the port."""
        facts = self._facts[key]
        if facts.stop is not None or flag.value in facts.flags:
            return False
        facts.flags.add(flag.value)
        return True

    def record_reserve(self, key: SessionKey, reserve: Reserve, flags: frozenset[str]) -> bool:
        """See the port."""
        facts = self._facts.get(key)
        if facts is None or facts.settlement is not None:
            return False
        if facts.reserve is not None and facts.reserve.minor > reserve.minor:
            return False
        facts.reserve = reserve.over(facts.reserve)
        facts.flags |= flags
        return True

    def note(self, key: SessionKey, facts: Sequence[Noted]) -> None:
        """See the port."""
        known = self._facts.get(key)
        if known is not None:
            known.trail = known.trail.with_new(facts)

    def replace_trail(self, key: SessionKey, before: Trail, after: Trail) -> bool:
        """See the port."""
        facts = self._facts.get(key)
        if facts is None or facts.trail.noted != before.noted:
            return False
        facts.trail = after
        return True

    def record_orphan(self, orphan: OrphanFact) -> None:
        """See the port."""
        self.orphans.setdefault((orphan.station_id, orphan.digest), orphan)

    def resolve_orphan(self, orphan: OrphanFact, session_id: str) -> None:
        """See the port."""
        place = (orphan.station_id, orphan.digest)
        self.orphans[place] = replace(self.orphans[place], session_id=session_id)

    def orphans_of(
        self, station_id: str, limit: int, cursor: str | None
    ) -> tuple[list[OrphanFact], str | None]:
        """See the port. The cursor is the place of the last one shown."""
        found = sorted(
            (one for one in self.orphans.values() if one.station_id == station_id),
            key=lambda one: one.place,
        )
        left = [one for one in found if cursor is None or one.place > cursor]
        return left[:limit], left[limit - 1].place if len(left) > limit else None

    def settle(self, key: SessionKey, settlement: Settlement, *, reviewed: bool = False) -> bool:
        """Mark a stopped session as settled; False if that was done before, or is too early."""
        facts = self._facts.get(key)
        if facts is None or facts.stop is None:
            return False
        before = facts.settlement.outcome if facts.settlement else None
        if before is not (SessionState.REVIEW if reviewed else None):
            return False
        facts.settlement = settlement
        facts.flags |= settlement.flags
        return True

    def may_correct(self, key: SessionKey, correction: LateCorrection) -> bool:
        """Whether it is the next correction of a settled session."""
        facts = self._facts.get(key)
        settled = facts.settlement if facts else None
        if facts is None or settled is None or settled.outcome is not SessionState.SETTLED:
            return False
        return correction.number == len(facts.corrections) + 1

    def correct(self, key: SessionKey, correction: LateCorrection) -> None:
        """Add a correction."""
        facts = self._facts[key]
        facts.corrections = (*facts.corrections, correction)

    def get(self, key: SessionKey) -> ChargingSession | None:
        """See the port."""
        facts = self._facts.get(key)
        return facts.session() if facts else None

    def everything(self) -> list[ChargingSession]:
        """All that is stored."""
        return [facts.session() for facts in self._facts.values()]

    def get_many(self, keys_wanted: Sequence[SessionKey]) -> dict[SessionKey, ChargingSession]:
        """See the port."""
        found = {key: self.get(key) for key in keys_wanted}
        return {key: one for key, one in found.items() if one is not None}

    def find(self, session_id: str) -> ChargingSession | None:
        """See the port."""
        of_it = (one for one in self._facts.values() if one.session_id == session_id)
        return next((one.session() for one in of_it), None)

    def page(
        self, wanted: SessionFilter, limit: int, cursor: str | None
    ) -> tuple[list[ChargingSession], str | None]:
        """See the port. The cursor is the place of the last session shown."""
        if cursor is not None and not cursor[:4].isdigit():
            raise Rejected("cursor: use the `next` of the page before")
        all_of_them = (facts.session() for facts in self._facts.values())
        by_place = {_place(one): one for one in all_of_them if _matches(one, wanted)}
        places = sorted((one for one in by_place if cursor is None or one < cursor), reverse=True)
        shown = places[:limit]
        return [by_place[one] for one in shown], shown[-1] if len(places) > limit else None

    def _of(self, key: SessionKey, session_id: str | None = None) -> _Facts:
        if key not in self._facts:
            now = self._now()
            self._facts[key] = _Facts(key, session_id or new_ulid(now), now)
        return self._facts[key]


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


def _place(session: ChargingSession) -> str:
    return f"{clock.to_text(session.started_at)}#{session.session_id}"


def _matches(session: ChargingSession, wanted: SessionFilter) -> bool:
    payer = session.payer
    return (
        wanted.station_id in {None, session.key.station_id}
        and wanted.driver_id in {None, payer.driver_id if payer else None}
        and wanted.token_id in {None, payer.token_id if payer else None}
        and wanted.active in {None, session.active}
        and not (wanted.unsettled and (session.active or session.settlement))
        and not (wanted.in_review and session.state is not SessionState.REVIEW)
    )
