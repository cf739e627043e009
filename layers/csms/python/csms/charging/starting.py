"""The start of a session: decide once, store once, answer the same for ever."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from csms.charging.concurrency import Elsewhere, authorize_anew
from csms.charging.cost_reports import CostReport
from csms.charging.model import (
    ChargingSession,
    Flag,
    MeterReading,
    Payer,
    SessionKey,
    SessionStart,
)
from csms.charging.ports import (
    Asked,
    OrphanFact,
    SessionRepository,
    StartContext,
    StartContextReader,
)
from csms.charging.reserved import reserved_time
from csms.charging.start_terms import Terms, TermsOfDriver
from csms.charging.starting_again import may_be_another, start_again
from csms.charging.tariff_choice import choose, circumstances, rechosen
from csms.drivers.authorization import authorize
from csms.drivers.model import Authorization, AuthorizationStatus, Token, normal_token_id
from csms.errors import Unavailable
from csms.ids import digest, new_ulid
from csms.stations.meters import NOTHING_KNOWN, MeterHabits, habits_known
from csms.stations.reservations import LARGEST_NUMBER
from csms.tariffs.ports import TariffRepository

# Where a station has no site: flagged, since a tariff's times of day may mean another clock.
ASSUMED_ZONE = "UTC"
LARGEST_TRANSACTION_ID = (1 << 31) - 1


@dataclass(frozen=True, slots=True)
class StartFacts:
    """A start as a station reports it.

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
    for transaction_id in _transaction_ids(facts):
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
    asked = Asked(facts.remote_start_id, _reservation_number(facts))
    context = reader.read(*who, facts.site_hint, asked)
    if context.station is None or context.station.site_id == facts.site_hint:
        return context
    return reader.read(*who, context.station.site_id, asked)


def _start(facts: StartFacts, context: StartContext, needs: Starting) -> SessionStart:
    evse_id, connector_id = _place(facts, context)
    payer = _payer(facts, context, (evse_id, connector_id), needs)
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
        reservation_number=_reservation_number(facts),
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


def _reservation_number(facts: StartFacts) -> int | None:
    """One that can be ours; a session is worth more than a number that nobody gave."""
    number = facts.reservation_number
    return number if number is not None and abs(number) <= LARGEST_NUMBER else None


def payer_of(token_id: str, token: Token | None, now: datetime) -> Payer:
    """Who presents a token, and may pay."""
    return _presented(token_id, authorize(token, now))


def paid_at_station(psp_ref: str) -> Payer:
    """A card that the station's own terminal has authorised: its provider has, so we do."""
    accepted = _presented(psp_ref, Authorization(AuthorizationStatus.ACCEPTED))
    return replace(accepted, psp_ref=psp_ref)


def _payer(
    facts: StartFacts, context: StartContext, place: tuple[int, int], needs: Starting
) -> Payer | None:
    if facts.token_id is None:
        return None
    if context.station is None:  # deregistered while its socket is open
        return _presented(facts.token_id, Authorization(AuthorizationStatus.UNKNOWN))
    if facts.psp_ref is not None:
        return paid_at_station(facts.psp_ref)
    here = Elsewhere(facts.station_id, place)
    decision = authorize_anew(context.token, _presented_at(facts), here, needs.sessions)
    return _presented(facts.token_id, decision)


def _presented_at(facts: StartFacts) -> datetime:
    """When it counts whether a token has expired: a start may be told long after it was made.

    A time that is not believed is that of receipt already.
    """
    return min(facts.started_at, facts.received_at)


def _presented(token_id: str, decision: Authorization) -> Payer:
    return Payer(
        normal_token_id(token_id),
        decision.status,
        decision.driver_id,
        decision.organisation_id,
        group_id=decision.group_id,
        expires_at=decision.expires_at,
    )


def _place(facts: StartFacts, context: StartContext) -> tuple[int, int]:
    if facts.connector_number is None:
        only = context.station.evses if context.station and not facts.evse_id else ()
        return (only[0].evse_id, 1) if len(only) == 1 else (facts.evse_id, facts.connector_id)
    if context.station is None:
        return facts.connector_number, 1
    return context.station.place_of_connector(facts.connector_number)


def _transaction_ids(facts: StartFacts) -> Iterator[str]:
    """The station's own id, or a few candidates: positive 31-bit numbers, never 0 (1.6e 3.54)."""
    if facts.transaction_id is not None:
        yield facts.transaction_id
        return
    for attempt in range(8):
        number = int(digest(facts.start_key, attempt)[:8], 16) % LARGEST_TRANSACTION_ID
        yield str(number + 1)
