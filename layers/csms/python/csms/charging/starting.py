"""The start of a session: decide once, store once, answer the same for ever."""

from dataclasses import dataclass, replace

from csms.charging.facts import SessionStart
from csms.charging.model import ChargingSession
from csms.charging.payer import Payer
from csms.charging.ports import (
    Asked,
    OrphanFact,
    SessionRepository,
    StartContext,
    StartContextReader,
)
from csms.charging.presenting import presented
from csms.charging.reserved import reserved_time
from csms.charging.start_facts import StartFacts
from csms.charging.start_terms import Terms, TermsOfDriver
from csms.charging.starting_again import may_be_another, start_again
from csms.charging.tariff_choice import choose, circumstances, rechosen
from csms.charging.vocabulary import Flag, SessionKey
from csms.drivers.model import AuthorizationStatus
from csms.errors import Unavailable
from csms.ids import new_ulid
from csms.stations.meters import habits_known
from csms.tariffs.ports import TariffRepository

# Where a station has no site: flagged, since a tariff's times of day may mean another clock.
ASSUMED_ZONE = "UTC"


@dataclass(frozen=True, slots=True)
class Starting:
    """What a start needs. `terms`: None where nothing is asked of drivers' balances."""

    reader: StartContextReader
    sessions: SessionRepository
    tariffs: TariffRepository
    terms: Terms | None = None

    def rechosen(self, session: ChargingSession) -> ChargingSession:
        """The session with the tariff for who pays and where, as it is known now."""
        return rechosen(session, self.reader, self.tariffs, self.sessions)


def start_session(facts: StartFacts, needs: Starting) -> ChargingSession:
    """Record the start and return the session it belongs to, with the first decision made on it.

    A refused token is recorded too: energy may flow all the same (1.6 §4.8). Three requests to
    storage; a fourth only while a station's site differs from its connection's. A station without
    a clock, whose starts look alike, costs three more.
    """
    start = _start(facts, _context(facts, needs.reader), needs)
    for transaction_id in facts.transaction_ids():
        key = SessionKey(facts.station_id, transaction_id)
        session = needs.sessions.record_start(replace(start, key=key))
        if session.start and session.start.start_key == start.start_key:
            if facts.transaction_id is None and may_be_another(start, session):
                return start_again(start, session, needs.sessions)
            return needs.rechosen(session)
        if facts.transaction_id is not None:
            needs.sessions.record_orphan(_second_start(facts, session))
            return session
    raise Unavailable("no free transaction id was found for this start")


def _second_start(facts: StartFacts, session: ChargingSession) -> OrphanFact:
    """A station that uses a transaction id again: its second start is kept for a person."""
    register_wh = facts.reading.register_wh if facts.reading else None
    return OrphanFact(
        facts.station_id,
        facts.start_key,
        "second_start",
        facts.started_at,
        facts.received_at,
        {
            "transaction_id": facts.transaction_id,
            "evse_id": facts.evse_id,
            "connector_id": facts.connector_id,
            "token_id": facts.token_id,
            "register_wh": register_wh,
        },
        session_id=session.session_id,
    )


def _context(facts: StartFacts, reader: StartContextReader) -> StartContext:
    """The station's own site decides, not that of its connection."""
    who = (facts.station_id, None if facts.psp_ref else facts.token_id)
    asked = Asked(facts.remote_start_id, facts.reservation)
    context = reader.read(*who, facts.site_hint, asked)
    if context.station is None or context.station.site_id == facts.site_hint:
        return context
    return reader.read(*who, context.station.site_id, asked)


def _start(facts: StartFacts, context: StartContext, needs: Starting) -> SessionStart:
    evse_id, connector_id = _place(facts, context)
    payer = presented(facts, context, (evse_id, connector_id), needs.sessions)
    given = circumstances((evse_id, connector_id), payer, facts.started_at)
    terms = _terms(payer, needs)
    choice = choose(context, given, terms or needs.tariffs)
    site = context.site if context.station else None
    kept = reserved_time(context.reservation, payer, facts.started_at) or (None, None)
    flags = {
        flag.value
        for flag, holds in (
            (Flag.TIME_ZONE_ASSUMED, site is None),
            (Flag.OFFLINE, facts.offline),
            (Flag.CLOCK_SKEWED, facts.clock_skewed),
            (Flag.NO_CREDIT, terms is not None and terms.lacks()),
        )
        if holds
    }
    return SessionStart(
        key=SessionKey(facts.station_id, ""),
        session_id=new_ulid(facts.received_at),
        start_key=facts.start_key,
        evse_id=evse_id,
        connector_id=connector_id,
        started_at=facts.started_at,
        received_at=facts.received_at,
        payer=payer,
        site_id=context.station.site_id if context.station else None,
        current_type=choice.current_type,
        max_power_w=choice.max_power_w,
        tariff=choice.tariff,
        chosen=choice.chosen,
        time_zone=site.time_zone if site else ASSUMED_ZONE,
        reading=facts.reading,
        remote_start_id=facts.remote_start_id,
        charging_state=facts.charging_state,
        samples=facts.samples,
        flags=frozenset(flags),
        reservation_number=facts.reservation,
        reserved_at=kept[0],
        reserved_until=kept[1],
        limit=context.limit,
        cost_report=facts.cost_report,
        seq_no=facts.seq_no,
        habits=habits_known(context.meter, facts.maker),
        reported_at=facts.started_at_text if facts.clock_skewed else None,
    )


def _terms(payer: Payer | None, needs: Starting) -> TermsOfDriver | None:
    """The terms of a driver who is to have a balance.

    Who lacks it pays all the same for what flows: it is their token.
    """
    if needs.terms is None or payer is None or payer.driver_id is None:
        return None
    accepted = payer.authorization is AuthorizationStatus.ACCEPTED
    return needs.terms.of(payer.driver_id) if accepted and needs.terms.rules.ask else None


def _place(facts: StartFacts, context: StartContext) -> tuple[int, int]:
    if facts.connector_number is None:
        only = context.station.evses if context.station and not facts.evse_id else ()
        return (only[0].evse_id, 1) if len(only) == 1 else (facts.evse_id, facts.connector_id)
    if context.station is None:
        return facts.connector_number, 1
    return context.station.place_of_connector(facts.connector_number)
