"""A charging session as both APIs show it."""

from datetime import datetime

from pydantic import BaseModel, Field

from csms.charging.meter_samples import Measured
from csms.charging.model import ChargingSession, CostLine, Flag, SessionState, Settlement
from csms.money import Money
from csms.settlement.posting import cost_lines
from csms.settlement.rating import price_energy
from csms.web.fields import DecimalText, MoneyView, Timestamp, money_view
from csms.web.session_costs import (
    LimitView,
    StationCostView,
    limit_view,
    station_cost_differs,
    station_cost_view,
)


class CostLineView(BaseModel):
    """A priced quantity; `amount` is exact, with or without tax as the tariff says."""

    dimension: str = Field(examples=["ENERGY"])
    quantity_wh: int
    price_per_kwh: DecimalText
    vat_percent: DecimalText
    amount: DecimalText


class CostView(BaseModel):
    """What a session costs: net + tax = gross."""

    net: MoneyView
    tax: MoneyView
    gross: MoneyView


class SessionView(BaseModel):
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
    idle_seconds_billed: int
    cost: CostView | None = Field(description="Running until settled; null where no tariff holds")
    cost_lines: list[CostLineView]
    tariff_id: str | None
    tariff_version: int | None
    tariff_reason: str | None = Field(description="Why this tariff, in plain words")
    flags: list[str]
    review_reason: str | None = Field(description="Why a person has to decide (state review)")
    limit: LimitView | None
    station_cost: StationCostView | None


def session_view(session: ChargingSession, now: datetime) -> SessionView:
    """Present a session as it is now."""
    start, stop, settlement = session.start, session.stop, session.settlement
    payer = session.payer or (start.payer if start else None)
    tariff = start.tariff if start else None
    cost, lines = _cost(session, now)
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
        ended_at=stop.stopped_at if stop else None,
        settled_at=settlement.settled_at if _settled(settlement) and settlement else None,
        energy_wh=session.energy_wh,
        power_w=_power_w(session),
        power_derived=session.derived_power_w is not None,
        soc_percent=session.latest.soc_percent if session.latest else None,
        idle_seconds_billed=0,
        cost=cost,
        cost_lines=[_line_view(one) for one in lines],
        tariff_id=tariff.tariff_id if tariff else None,
        tariff_version=tariff.version if tariff else None,
        tariff_reason=(start.chosen.why or None) if start else None,
        flags=_flags(session, cost),
        review_reason=settlement.reason if settlement else None,
        limit=limit_view(session),
        station_cost=station_cost_view(session),
    )


def _cost(session: ChargingSession, now: datetime) -> tuple[CostView | None, tuple[CostLine, ...]]:
    """The settled cost, else what the same rating says of the energy so far."""
    settlement, tariff = session.settlement, session.start.tariff if session.start else None
    currency = settlement.currency if settlement else None
    if settlement and _settled(settlement) and currency:
        sums = (settlement.net_minor, settlement.tax_minor, settlement.gross_minor)
        net, tax, gross = (Money(minor, currency) for minor in sums)
        return _cost_view(net, tax, gross), settlement.lines
    if tariff is None:
        return None, ()
    priced = price_energy(session, tariff, session.energy_wh, now)
    return _cost_view(priced.net, priced.tax, priced.gross), cost_lines(priced)


def _cost_view(net: Money, tax: Money, gross: Money) -> CostView:
    return CostView(net=money_view(net), tax=money_view(tax), gross=money_view(gross))


def _settled(settlement: Settlement | None) -> bool:
    return settlement is not None and settlement.outcome is SessionState.SETTLED


def _power_w(session: ChargingSession) -> int | None:
    if not session.active:
        return 0
    measured_w = session.latest.power_w if session.latest else None
    return session.derived_power_w if measured_w is None else measured_w


def _flags(session: ChargingSession, cost: CostView | None) -> list[str]:
    """What is stored, and while nothing is settled what the registers show so far."""
    facts = (session, session.start, session.stop, session.settlement)
    flags = frozenset[str]().union(*(fact.flags for fact in facts if fact is not None))
    gross = Money(cost.gross.minor, cost.gross.currency) if cost else None
    if station_cost_differs(session, gross):
        flags |= {Flag.STATION_COST_DIFFERS.value}
    found = session.measured if session.settlement is None else None
    return sorted(
        flags | {one.value for one in found.flags} if isinstance(found, Measured) else flags
    )


def _line_view(line: CostLine) -> CostLineView:
    return CostLineView(
        dimension=line.dimension,
        quantity_wh=line.quantity_wh,
        price_per_kwh=line.price_per_kwh,
        vat_percent=line.vat_percent,
        amount=line.amount,
    )
