"""Sessions: each fact is one conditional update of the session's item, in any order."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from csms import clock
from csms.adapters.dynamodb import keys, session_progress, session_trail
from csms.adapters.dynamodb.orphans import Orphans
from csms.adapters.dynamodb.session_facts import gives_way, set_payer, set_start, set_stop
from csms.adapters.dynamodb.session_items import (
    end_attributes,
    late_stop_item,
    listed_at,
    session_from,
    tariff_attributes,
    text_of,
)
from csms.adapters.dynamodb.session_lists import SessionLists
from csms.adapters.dynamodb.table import ConditionFailed, Item, Table
from csms.adapters.dynamodb.update import Update
from csms.charging.facts import Chosen, Progress, SessionEnd, SessionStart, SessionStop
from csms.charging.model import ChargingSession
from csms.charging.payer import Payer
from csms.charging.ports import OrphanFact, SessionFilter
from csms.charging.vocabulary import Flag, SessionKey
from csms.drivers.model import AuthorizationStatus
from csms.ids import new_ulid

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from csms.charging.reserve import Reserve
    from csms.charging.tariff_choice import TariffChoice
    from csms.charging.trail import Noted, Trail

NO_STOP = "attribute_not_exists(stop_key)"


class DynamoSessions:
    """SessionRepository over the sessions table."""

    def __init__(self, table: Table, now: clock.Clock) -> None:
        """`now` times the ids of sessions whose start has not arrived."""
        self._table = table
        self._lists = SessionLists(table, now)
        self._orphans = Orphans(table)
        self._now = now

    def record_start(self, start: SessionStart) -> ChargingSession:
        """See the port. One request, two where the stop has arrived before the start."""
        try:
            return self._write_start(start, "attribute_not_exists(stop_key)", running=True)
        except ConditionFailed as failed:
            before = failed.item or {}
        if "start_key" in before:
            return session_from(before)
        try:
            return self._write_start(start, "attribute_exists(stop_key)", running=False)
        except ConditionFailed as failed:
            return session_from(failed.item or before)

    def record_payer(self, key: SessionKey, payer: Payer) -> ChargingSession:
        """See the port."""
        update = self._on(key)
        set_payer(update, payer)
        condition = (
            "attribute_not_exists(settlement)"
            " AND (attribute_not_exists(token_id) OR payer_order > :payer_order)"
        )
        return session_from(self._written(key, update, condition) or {})

    def record_tariff(
        self, key: SessionKey, choice: TariffChoice, before: Chosen
    ) -> ChargingSession | None:
        """See the port."""
        update = Update().replace(
            **tariff_attributes(choice.tariff, choice.chosen),
            current_type=choice.current_type.value if choice.current_type else None,
            max_power_w=choice.max_power_w,
        )
        same = f"tariff_for = {update.value('before', before.circumstances)}"
        condition = f"attribute_exists(start_key) AND attribute_not_exists(settlement) AND {same}"
        item = self._written(key, update, condition)
        return session_from(item) if item else None

    def record_progress(self, progress: Progress) -> bool:
        """See the port. One request; one more if it is late and says what newer ones did not.

        What makes the session (2.x) makes it a running one: its start may be lost. After its end
        it is another request.
        """
        return self._progress(progress, self._update) is not None

    def record_event(self, progress: Progress) -> ChargingSession:
        """See the port. As many requests: the answer to the write holds the session."""
        return session_from(self._progress(progress, self._updated) or {})

    def _progress(
        self, progress: Progress, write: Callable[[SessionKey, Update, str], Item]
    ) -> Item | None:
        found: Item = {}
        update = Update() if progress.known_only else self._on(progress.key)
        condition: str | None = session_progress.set_all(update, progress)
        if progress.known_only:
            condition = f"{condition} AND attribute_exists(pk)"
            condition += session_progress.at_its_place(update, progress)
        else:
            update.set_once(active_shard=keys.active_shard(progress.key.transaction_id))
            condition = f"{condition} AND {NO_STOP}"
        while condition is not None:
            try:
                return write(progress.key, update, condition)
            except ConditionFailed as failed:
                if failed.item is None or not session_progress.is_of(progress, failed.item):
                    return None
                found = failed.item
                update = Update()
                condition = session_progress.set_again(update, progress, found)
        return found

    def record_stop(self, stop: SessionStop) -> ChargingSession | None:
        """See the port."""
        update = Update() if stop.known_only else self._on(stop.key)
        set_stop(update, stop)
        condition = f"({NO_STOP} OR (attribute_not_exists(settlement) AND {gives_way(stop)}))"
        if stop.known_only:
            condition += " AND attribute_exists(pk)"
        try:
            return session_from(self._updated(stop.key, update, condition))
        except ConditionFailed as failed:
            before = failed.item
        if before is None:
            return None
        if before["stop_key"] != stop.stop_key and not stop.estimated:
            before = self._flag_conflict(stop, before)
        return session_from(before)

    def record_end(self, key: SessionKey, end: SessionEnd) -> bool:
        """See the port."""
        update = Update().set(**end_attributes(end))
        unsettled = "attribute_exists(stop_key) AND attribute_not_exists(settlement)"
        earliest = "(attribute_not_exists(over_at) OR over_at > :over_at)"
        try:
            self._update(key, update, f"{unsettled} AND {earliest}")
        except ConditionFailed:
            return False
        return True

    def mark_free(self, key: SessionKey, since: datetime | None) -> None:
        """See the port."""
        update = Update().replace(free_since=clock.to_text(since) if since else None)
        try:
            self._update(key, update, f"attribute_exists(pk) AND {NO_STOP}")
        except ConditionFailed:
            return

    def flag_running(self, key: SessionKey, flag: Flag) -> bool:
        """See the port."""
        update = Update().add(flags={flag.value})
        there = f"contains(flags, {update.value('flag', flag.value)})"
        try:
            self._update(key, update, f"attribute_exists(pk) AND {NO_STOP} AND NOT {there}")
        except ConditionFailed:
            return False
        return True

    def record_reserve(self, key: SessionKey, reserve: Reserve, flags: frozenset[str]) -> bool:
        """See the port."""
        update = Update().set(reserved_minor=reserve.minor, reserved_currency=reserve.currency)
        update.set_once(balance_low_at=text_of(reserve.low_at)).add(flags=set(flags))
        grows = "(attribute_not_exists(reserved_minor) OR reserved_minor <= :reserved_minor)"
        unsettled = "attribute_exists(pk) AND attribute_not_exists(settlement)"
        try:
            self._update(key, update, f"{unsettled} AND {grows}")
        except ConditionFailed:
            return False
        return True

    def note(self, key: SessionKey, facts: Sequence[Noted]) -> None:
        """See the port. None, one or two requests: a read, and a write of what is new."""
        session = self.get(key) if facts else None
        new = session.trail.new_of(facts) if session else ()
        if not new:
            return
        update = Update()
        session_trail.append(update, new)
        with suppress(ConditionFailed):
            self._update(key, update, "attribute_exists(pk)")

    def replace_trail(self, key: SessionKey, before: Trail, after: Trail) -> bool:
        """See the port."""
        update = Update().replace(**session_trail.trail_attributes(after))
        same = update.value("same", session_trail.trail_attributes(before)["trail"])
        condition = f"trail = {same}" if before.noted else "attribute_not_exists(trail)"
        try:
            self._update(key, update, f"attribute_exists(pk) AND {condition}")
        except ConditionFailed:
            return False
        return True

    def record_orphan(self, orphan: OrphanFact) -> None:
        """See the port."""
        self._orphans.record(orphan)

    def resolve_orphan(self, orphan: OrphanFact, session_id: str) -> None:
        """See the port."""
        self._orphans.resolve(orphan, session_id)

    def orphans_of(
        self, station_id: str, limit: int, cursor: str | None
    ) -> tuple[list[OrphanFact], str | None]:
        """See the port."""
        return self._orphans.page(station_id, limit, cursor)

    def get(self, key: SessionKey) -> ChargingSession | None:
        """See the port."""
        item = self._table.get(keys.station(key.station_id), keys.transaction(key))
        return session_from(item) if item else None

    def get_many(self, keys_wanted: Sequence[SessionKey]) -> dict[SessionKey, ChargingSession]:
        """See the port."""
        places = [(keys.station(one.station_id), keys.transaction(one)) for one in keys_wanted]
        sessions = map(session_from, self._table.get_many(places).values())
        return {one.key: one for one in sessions}

    def find(self, session_id: str) -> ChargingSession | None:
        """See the port."""
        return self._lists.find(session_id)

    def page(
        self, wanted: SessionFilter, limit: int, cursor: str | None
    ) -> tuple[list[ChargingSession], str | None]:
        """See the port."""
        return self._lists.page(wanted, limit, cursor)

    def _write_start(
        self, start: SessionStart, state: str, *, running: bool, pays: bool = True
    ) -> ChargingSession:
        update = self._on(start.key, start.session_id)
        presented = start.payer
        set_start(update, start, running=running)
        condition = f"attribute_not_exists(start_key) AND {state}"
        if presented is None or not pays:
            return session_from(self._updated(start.key, update, condition))
        accepted = presented.authorization is AuthorizationStatus.ACCEPTED
        if not accepted:
            condition += " AND attribute_not_exists(token_id)"
        set_payer(update, presented)
        try:
            return session_from(self._updated(start.key, update, condition))
        except ConditionFailed as failed:
            before = failed.item or {}
            if accepted or "start_key" in before or "token_id" not in before:
                raise
        # Refused here, but an event that came first has a token too: the better of the two pays.
        session = self._write_start(start, state, running=running, pays=False)
        self.record_payer(start.key, presented)
        return self.get(start.key) or session

    def _on(self, key: SessionKey, session_id: str | None = None) -> Update:
        """An update that also makes the item, where its start has not arrived."""
        update = Update().set_once(
            station_id=key.station_id,
            transaction_id=key.transaction_id,
            session_id=session_id or new_ulid(self._now()),
            month_shard=keys.month_shard(self._now(), key.transaction_id),
        )
        if session_id is None:
            update.set_once(started_at=listed_at(self._now(), key.transaction_id))
        return update

    def _flag_conflict(self, stop: SessionStop, before: Item) -> Item:
        """Of a settled session the first stop is kept that would have counted before."""
        update = Update().add(flags={Flag.CONFLICTING_STOP.value})
        counted = session_from(before).stop if "settlement" in before else None
        if counted is not None and counted.gives_way_to(stop):
            update.set_once(late_stop=late_stop_item(stop))
        update.add(seq_nos=session_progress.numbered(stop))
        return self._updated(stop.key, update, "attribute_exists(pk)")

    def _update(self, key: SessionKey, update: Update, condition: str) -> Item:
        self._table.update(
            keys.station(key.station_id), keys.transaction(key), update.render(condition)
        )
        return {}

    def _written(self, key: SessionKey, update: Update, condition: str) -> Item | None:
        """The item as it is then; as it stood, where the condition does not hold."""
        try:
            return self._updated(key, update, condition)
        except ConditionFailed as failed:
            return failed.item

    def _updated(self, key: SessionKey, update: Update, condition: str) -> Item:
        return self._table.updated(
            keys.station(key.station_id), keys.transaction(key), update.render(condition)
        )
