"""Sessions in memory: the facts are kept as they came, the session is a fold over them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from csms import clock
from csms.adapters.memory.session_facts import SessionFacts
from csms.charging.corrections import LateCorrection
from csms.charging.facts import Chosen, Progress, SessionEnd, SessionStart, SessionStop
from csms.charging.model import ChargingSession
from csms.charging.noting import noted_of, still_noted
from csms.charging.payer import Payer
from csms.charging.ports import OrphanFact, SessionFilter
from csms.charging.reserve import Reserve
from csms.charging.settled import Settlement
from csms.charging.tariff_choice import TariffChoice
from csms.charging.trail import Noted, Trail
from csms.charging.vocabulary import Flag, SessionKey, SessionState
from csms.errors import Rejected
from csms.ids import new_ulid


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
        self._facts: dict[SessionKey, SessionFacts] = {}
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

    def _of(self, key: SessionKey, session_id: str | None = None) -> SessionFacts:
        if key not in self._facts:
            now = self._now()
            self._facts[key] = SessionFacts(key, session_id or new_ulid(now), now)
        return self._facts[key]


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
