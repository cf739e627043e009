"""What a session costs and why, as both APIs and the receipt show it."""

from pydantic import BaseModel, Field

from csms.charging.costs import CostLine
from csms.settlement.session_price import PricedSession
from csms.web.fields import DecimalText, MoneyView, Timestamp, money_view


class CostLineView(BaseModel):
    """A priced quantity.

    `price` and `amount` hold the tax if the tariff's prices do. `net` and `gross` are the line's
    rounded share of what is charged; they sum to the cost, whatever bound of the tariff applied.
    """

    dimension: str = Field(description="OCPI's word", examples=["ENERGY"])
    item: str = Field(
        description="energy, charging_time, parking_time, flat, reservation, reservation_fee, or"
        " minimum where a least price is all there is",
        examples=["energy"],
    )
    quantity: DecimalText
    unit: str = Field(description="kWh, h or session", examples=["kWh"])
    price: DecimalText
    vat_percent: DecimalText
    amount: DecimalText = Field(description="Quantity times price, less what was waived")
    waived: DecimalText = Field(description="What a cap took off")
    net: MoneyView
    gross: MoneyView


class TaxView(BaseModel):
    """What one rate comes to."""

    vat_percent: DecimalText
    net: MoneyView
    tax: MoneyView


class IdleView(BaseModel):
    """A time in which the vehicle asked for no power, with what shows it."""

    start: Timestamp
    end: Timestamp
    last_increase: Timestamp | None = Field(description="The last reading that showed energy")
    signal: str | None = Field(description="The state reported; null: the register alone tells")
    ended_by: str = Field(
        description="resumed, withheld, unplugged, last_proof or waited_long_enough"
    )


class DoubtView(BaseModel):
    """What a reader of the bill should know: gap, estimated, derived, offline and so on."""

    doubt: str
    start: Timestamp
    end: Timestamp
    count: int


class CostView(BaseModel):
    """What a session costs: net + tax = gross."""

    net: MoneyView
    tax: MoneyView
    gross: MoneyView


class ExplainedCost(BaseModel):
    """Why it costs that."""

    cost_lines: list[CostLineView]
    taxes: list[TaxView]
    limit_applied: str | None = Field(
        description="min_price or max_price, where that made the price", examples=["max_price"]
    )
    idle_seconds_billed: int = Field(description="Of parking at a price")
    idle: list[IdleView]
    timeline_doubts: list[DoubtView]


NOTHING_TO_EXPLAIN = ExplainedCost(
    cost_lines=[], taxes=[], limit_applied=None, idle_seconds_billed=0, idle=[], timeline_doubts=[]
)


def cost_view(told: PricedSession) -> CostView:
    """Present the sums."""
    net, tax, gross = map(money_view, (told.net, told.tax, told.gross))
    return CostView(net=net, tax=tax, gross=gross)


def explained(told: PricedSession | None) -> ExplainedCost:
    """Present the reasons."""
    if told is None:
        return NOTHING_TO_EXPLAIN
    return ExplainedCost(
        cost_lines=[_line_view(one, told.currency) for one in told.lines],
        taxes=[
            TaxView(
                vat_percent=one.vat_percent,
                net=_money(one.net_minor, told.currency),
                tax=_money(one.tax_minor, told.currency),
            )
            for one in told.taxes
        ],
        limit_applied=told.limit,
        idle_seconds_billed=told.idle_seconds_billed,
        idle=[IdleView.model_validate(one, from_attributes=True) for one in told.idle],
        timeline_doubts=[
            DoubtView.model_validate(one, from_attributes=True) for one in told.doubts
        ],
    )


def _line_view(line: CostLine, currency: str) -> CostLineView:
    return CostLineView(
        dimension=line.dimension,
        item=line.item,
        quantity=line.quantity,
        unit=line.unit,
        price=line.price,
        vat_percent=line.vat_percent,
        amount=line.amount,
        waived=line.waived,
        net=_money(line.net_minor, currency),
        gross=_money(line.gross_minor, currency),
    )


def _money(minor: int, currency: str) -> MoneyView:
    return MoneyView(minor=minor, currency=currency)
