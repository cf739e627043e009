"""Which tariff a session gets: chosen at its start, for who pays and where.

Who pays, or where, may be known only later (2.x: "authorize first", a token in a later event). Then
it is chosen again, by the rules for the moment of the start, before anything is settled.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csms.charging.facts import Chosen
from csms.charging.model import ChargingSession
from csms.charging.payer import Payer
from csms.errors import Rejected
from csms.observability import logger
from csms.tariffs.assignment import ANYBODY, Assigned, Person, Question, assigned
from csms.tariffs.explaining import NOTHING, reason

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from csms.charging.ports import SessionRepository, StartContext, StartContextReader
    from csms.stations.model import CurrentType, Station
    from csms.tariffs.model import Tariff
    from csms.tariffs.ports import CurrentTariffs, TariffRepository
    from csms.tariffs.rules import Rule

# Several events of one session at once: each choice is made anew for what stands then.
ATTEMPTS = 4


@dataclass(frozen=True, slots=True)
class TariffChoice:
    """A tariff and why; without a tariff the session is reviewed, never free."""

    tariff: Tariff | None
    chosen: Chosen
    current_type: CurrentType | None = None
    max_power_w: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """The rule that decides, and what is known of the EVSE."""

    assigned: Assigned
    current_type: CurrentType | None
    max_power_w: int | None


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a choice depends on. `place`: EVSE and connector, 0 where not known."""

    place: tuple[int, int]
    at: datetime
    person: Person = ANYBODY
    token_id: str = ""

    @property
    def text(self) -> str:
        """Tells one choice for a session from another."""
        return f"{self.place[0]}.{self.place[1]}|{self.token_id}"


def circumstances(place: tuple[int, int], payer: Payer | None, at: datetime) -> Circumstances:
    """Those of a session."""
    if payer is None:
        return Circumstances(place, at)
    return Circumstances(place, at, Person(payer.organisation_id, payer.group_id), payer.token_id)


def decide(rules: Iterable[Rule], station: Station, given: Circumstances) -> Decision:
    """Which rule decides, and for which current type."""
    evse_id, connector_id = _nearest(station, given.place)
    evse = station.evse(evse_id)
    kind = evse.current_type if evse else _common_type(station, evse_id)
    question = Question(given.at, evse_id, connector_id, kind, given.person)
    return Decision(assigned(rules, question), kind, evse.max_power_w if evse else None)


def choose(
    context: StartContext,
    given: Circumstances,
    tariffs: CurrentTariffs,
    kept: Tariff | None = None,
) -> TariffChoice:
    """Choose by the rules. `kept` is the version that the session has; the same tariff stays it."""
    if context.station is None:
        return TariffChoice(None, Chosen(NOTHING, given.text))
    decision = decide(context.rules, context.station, given)
    tariff_id, tariff, unreadable = decision.assigned.tariff_id, kept, False
    if kept is None or kept.tariff_id != tariff_id:
        found, unreadable = readable(tariff_id, tariffs)
        tariff = usable(found, decision.current_type)
    depends = not given.place[0] or any(one.personal or one.evse_id for one in context.rules)
    chosen = Chosen(reason(decision.assigned), given.text, depends, unreadable)
    return TariffChoice(tariff, chosen, decision.current_type, decision.max_power_w)


def readable(tariff_id: str | None, tariffs: CurrentTariffs) -> tuple[Tariff | None, bool]:
    """The tariff; None with True if there is one that cannot be read, which stops no station."""
    try:
        return (tariffs.current(tariff_id) if tariff_id else None), False
    except Rejected:
        logger.exception("tariff unreadable", tariff_id=tariff_id)
        return None, True


def usable(tariff: Tariff | None, current_type: CurrentType | None) -> Tariff | None:
    """None for one that is for another current type: no price is better than a wrong one."""
    fits = tariff is not None and tariff.current_type in {None, current_type}
    return tariff if fits else None


def rechosen(
    session: ChargingSession,
    reader: StartContextReader,
    tariffs: TariffRepository,
    sessions: SessionRepository,
) -> ChargingSession:
    """The session with the tariff for who pays and where, as it is known now.

    No request where nothing new is known or no rule asks for it; else two; a
    third for another tariff.
    """
    for _attempt in range(ATTEMPTS):
        start = session.start
        if start is None or session.settlement is not None or not start.chosen.depends:
            return session
        place = (start.evse_id, start.connector_id)
        given = circumstances(place, session.payer, start.started_at)
        if given.text == start.chosen.circumstances:
            return session
        context = reader.read(session.key.station_id, None, start.site_id)
        if context.station is None:
            return session
        choice = choose(context, given, tariffs, start.tariff)
        session = sessions.record_tariff(session.key, choice, start.chosen) or session
    return session


def _nearest(station: Station, place: tuple[int, int]) -> tuple[int, int]:
    """Where there is only one EVSE, or only one connector, it is that."""
    evse_id = station.evses[0].evse_id if len(station.evses) == 1 else 0
    evse_id = place[0] or evse_id
    evse = station.evse(evse_id)
    only = evse.connector_ids[0] if evse and len(evse.connector_ids) == 1 else 0
    return evse_id, place[1] or only


def _common_type(station: Station, evse_id: int) -> CurrentType | None:
    """With "authorize first" a start names no EVSE; its price is known where all are alike."""
    kinds = {evse.current_type for evse in station.evses} if not evse_id else set()
    return kinds.pop() if len(kinds) == 1 else None
