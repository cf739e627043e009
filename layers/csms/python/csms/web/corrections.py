"""What late facts of a settled session led to, as both APIs show it."""

from pydantic import BaseModel, Field

from csms.charging.corrections import LateCorrection, Outcome
from csms.money import Money
from csms.web.costs import CostView
from csms.web.fields import MoneyView, Timestamp, money_view


class CorrectionView(BaseModel):
    """Facts that came after the settlement: what the session costs by them, and what was done."""

    number: int
    at: Timestamp
    outcome: Outcome = Field(
        description="credited or charged: the difference, by a document; waived: nobody to charge; "
        "review: the operator decides; unchanged: nothing is to be done any more"
    )
    energy_wh: int | None = Field(description="By all facts; null where it is in doubt")
    cost: CostView | None = Field(description="Of the whole session, by all facts")
    difference: MoneyView | None = Field(description="Charged on top; negative: given back")
    document_number: str | None
    reason: str | None = Field(description="Why no money moved; or what a person says")
    by_hand: bool = Field(description="Whether a person decided so, on the one before")


def correction_view(correction: LateCorrection) -> CorrectionView:
    """Present a correction."""
    return CorrectionView(
        number=correction.number,
        at=correction.at,
        outcome=correction.outcome,
        energy_wh=correction.energy_wh,
        cost=_cost(correction),
        difference=_money(correction.difference_minor, correction.currency),
        document_number=correction.document_number,
        reason=correction.reason,
        by_hand=correction.by is not None,
    )


def _cost(correction: LateCorrection) -> CostView | None:
    currency = correction.currency
    net = _money(correction.net_minor, currency)
    tax, gross = _money(correction.tax_minor, currency), _money(correction.gross_minor, currency)
    return CostView(net=net, tax=tax, gross=gross) if net and tax and gross else None


def _money(minor: int | None, currency: str | None) -> MoneyView | None:
    return None if minor is None or not currency else money_view(Money(minor, currency))
