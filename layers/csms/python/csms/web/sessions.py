"""A charging session as both APIs show it."""

from pydantic import Field

from csms.charging.meter_samples import Measured
from csms.charging.model import ChargingSession
from csms.charging.settled import Settlement
from csms.charging.vocabulary import Flag, SessionState
from csms.money import Money
from csms.settlement.telling import told_price
from csms.web.corrections import CorrectionView, correction_view
from csms.web.costs import CostView, ExplainedCost, cost_view, explained
from csms.web.fields import MoneyView, Timestamp, money_view
from csms.web.session_costs import (
    LimitView,
    StationCostView,
    limit_view,
    station_cost_differs,
    station_cost_view,
)


class SessionView(ExplainedCost):
    """A charging session; figures are live while it runs, final once it is settled."""

    session_id: str
    station_id: str
    evse_id: int | None
    connector_id: int | None
    token_id: str | None
    driver_id: str | None
    organisation_id: str | None
    transaction_id: str = Field(description="OCPP's id, unique for one station only")
    state: SessionState
    active: bool
    stop_reason: str | None
    started_at: Timestamp
    stopped_at: Timestamp | None
    reported_started_at: str | None = Field(
        description="What the station's clock said, where that cannot be true (clock_skewed)"
    )
    reported_stopped_at: str | None
    ended_at: Timestamp | None
    settled_at: Timestamp | None
    energy_wh: int
    power_w: int | None
    power_derived: bool = Field(
        description="Whether power_w was derived from two registers: the station sends none"
    )
    soc_percent: int | None
    cost: CostView | None = Field(description="Running until settled; null where no tariff holds")
    tariff_id: str | None
    tariff_version: int | None
    tariff_reason: str | None = Field(description="Why this tariff, in plain words")
    tariff_fingerprint: str | None = Field(description="Digest of the tariff's content")
    time_zone: str | None = Field(description="By which the tariff's times of day count")
    flags: list[str]
    review_reason: str | None = Field(description="Why a person has to decide (state review)")
    reserved: MoneyView | None = Field(
        description="Of the driver's balance, until it is settled; null where nothing is reserved"
    )
    balance_low: bool = Field(description="Whether it has used most of what the driver has")
    limit: LimitView | None
    station_cost: StationCostView | None
    corrections: list[CorrectionView] = Field(
        description="What facts led to that came after the settlement, which stays as it is"
    )


def session_view(session: ChargingSession) -> SessionView:
    """Present a session as its newest reading has it."""
    start, stop, settlement = session.start, session.stop, session.settlement
    payer = session.payer or (start.payer if start else None)
    tariff = start.tariff if start else None
    told = told_price(session)
    return SessionView(
        session_id=session.session_id,
        station_id=session.key.station_id,
        evse_id=start.evse_id if start else None,
        connector_id=start.connector_id if start else None,
        token_id=payer.token_id if payer else None,
        driver_id=payer.driver_id if payer else None,
        organisation_id=payer.organisation_id if payer else None,
        transaction_id=session.key.transaction_id,
        state=session.state,
        active=session.active,
        stop_reason=stop.reason if stop else None,
        started_at=session.started_at,
        stopped_at=stop.stopped_at if stop else None,
        reported_started_at=session.start.reported_at if session.start else None,
        reported_stopped_at=stop.reported_at if stop else None,
        ended_at=session.ended_at,
        settled_at=settlement.settled_at if _settled(settlement) and settlement else None,
        energy_wh=session.energy_wh,
        power_w=_power_w(session),
        power_derived=session.derived_power_w is not None,
        soc_percent=session.latest.soc_percent if session.latest else None,
        cost=cost_view(told) if told else None,
        **dict(explained(told)),
        tariff_id=tariff.tariff_id if tariff else None,
        tariff_version=tariff.version if tariff else None,
        tariff_reason=(start.chosen.why or None) if start else None,
        tariff_fingerprint=told.fingerprint if told else tariff.fingerprint if tariff else None,
        time_zone=start.time_zone if start else None,
        flags=_flags(session, told.gross if told else None),
        review_reason=settlement.reason if settlement else None,
        reserved=_reserved(session),
        balance_low=session.reserve is not None and session.reserve.low_at is not None,
        limit=limit_view(session),
        station_cost=station_cost_view(session),
        corrections=[correction_view(one) for one in session.corrections],
    )


def _reserved(session: ChargingSession) -> MoneyView | None:
    """A settlement takes what it needs, and the rest is free again."""
    reserve = session.reserve
    if reserve is None or reserve.minor == 0 or _settled(session.settlement):
        return None
    return money_view(reserve.money)


def _settled(settlement: Settlement | None) -> bool:
    return settlement is not None and settlement.outcome is SessionState.SETTLED


def _power_w(session: ChargingSession) -> int | None:
    if not session.active:
        return 0
    measured_w = session.latest.power_w if session.latest else None
    return session.derived_power_w if measured_w is None else measured_w


def _flags(session: ChargingSession, gross: Money | None) -> list[str]:
    """What is stored, and while nothing is settled what the registers show so far."""
    facts = (session, session.start, session.stop, session.settlement)
    flags = frozenset[str]().union(*(fact.flags for fact in facts if fact is not None))
    if station_cost_differs(session, gross):
        flags |= {Flag.STATION_COST_DIFFERS.value}
    found = session.measured if session.settlement is None else None
    return sorted(
        flags | {one.value for one in found.flags} if isinstance(found, Measured) else flags
    )
