"""The receipt of a settled session."""

from pydantic import BaseModel, Field

from csms.charging.model import ChargingSession, SessionState
from csms.errors import Conflict
from csms.ledger import chart
from csms.ledger.model import Transfer
from csms.money import Money
from csms.web.costs import CostLineView, CostView, DoubtView, IdleView, TaxView
from csms.web.fields import MoneyView, Timestamp, money_view
from csms.web.sessions import SessionView


class PaymentView(BaseModel):
    """How it was paid."""

    transfer_id: str
    from_balance: MoneyView
    owed: MoneyView = Field(description="Beyond the balance at that time")


class ReceiptView(BaseModel):
    """What was delivered, what it cost, how it was paid."""

    session_id: str
    driver_id: str
    station_id: str
    evse_id: int | None
    site_id: str | None
    started_at: Timestamp
    stopped_at: Timestamp | None
    settled_at: Timestamp
    meter_start_wh: int | None
    meter_stop_wh: int | None
    energy_wh: int
    tariff_id: str | None
    tariff_version: int | None
    tariff_fingerprint: str | None
    time_zone: str | None
    tax_included: bool | None = Field(description="Whether the lines' prices hold the tax")
    lines: list[CostLineView]
    taxes: list[TaxView]
    limit_applied: str | None = Field(description="min_price or max_price, if that made the price")
    idle_seconds_billed: int
    idle: list[IdleView] = Field(description="When the vehicle asked for no power, with its proofs")
    timeline_doubts: list[DoubtView]
    cost: CostView | None = Field(description="null: nothing was delivered and no tariff held")
    payment: PaymentView | None = Field(description="null: nothing was to be paid")
    flags: list[str]


def require_settled(session: ChargingSession) -> None:
    """Conflict, with the reason, while there is no receipt."""
    match session.state:
        case SessionState.SETTLED:
            return
        case SessionState.REVIEW:
            raise Conflict("The operator is looking into this session: no receipt yet.")
        case SessionState.REFUSED:
            raise Conflict("This session was refused: there is nothing to pay and no receipt.")
        case SessionState.ENDED:
            raise Conflict("The session is being settled: ask again in a moment.")
        case _:
            raise Conflict("The session is running: the receipt is there after its end.")


def receipt_view(
    session: ChargingSession, shown: SessionView, driver_id: str, transfer: Transfer | None
) -> ReceiptView:
    """Present the receipt of a settled session."""
    start, stop, settlement = session.start, session.stop, session.settlement
    assert settlement is not None
    return ReceiptView(
        session_id=session.session_id,
        driver_id=driver_id,
        station_id=session.key.station_id,
        evse_id=shown.evse_id,
        site_id=start.site_id if start else None,
        started_at=session.started_at,
        stopped_at=stop.stopped_at if stop else None,
        settled_at=settlement.settled_at,
        meter_start_wh=start.reading.register_wh if start and start.reading else None,
        meter_stop_wh=stop.reading.register_wh if stop and stop.reading else None,
        energy_wh=shown.energy_wh,
        tariff_id=shown.tariff_id,
        tariff_version=shown.tariff_version,
        tariff_fingerprint=shown.tariff_fingerprint,
        time_zone=shown.time_zone,
        tax_included=start.tariff.tax_included if start and start.tariff else None,
        lines=shown.cost_lines,
        taxes=shown.taxes,
        limit_applied=shown.limit_applied,
        idle_seconds_billed=shown.idle_seconds_billed,
        idle=shown.idle,
        timeline_doubts=shown.timeline_doubts,
        cost=shown.cost,
        payment=_payment(transfer, driver_id) if transfer else None,
        flags=shown.flags,
    )


def _payment(transfer: Transfer, driver_id: str) -> PaymentView:
    by_account = {leg.account_id: leg.minor for leg in transfer.legs}
    taken, owed = (
        money_view(Money(-by_account.get(account, 0), transfer.currency))
        for account in (chart.wallet(driver_id), chart.receivable(driver_id))
    )
    return PaymentView(transfer_id=transfer.transfer_id, from_balance=taken, owed=owed)
