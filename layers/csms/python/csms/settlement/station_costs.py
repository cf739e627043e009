"""A station's own calculation beside our price (2.1 I12): compared, never billed."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from csms.money import Money, rounded

# Both may round each line of their own; above this the two have different tariffs in mind.
TOLERANCE_MINOR = 2
LARGEST = Decimal(10) ** 12  # no session costs more; a station may say anything
TOLERANCE_SHARE = Decimal("0.01")


def stated_cost(details: Mapping[str, Any]) -> Money | None:
    """The total with taxes that `costDetails` states; None if it failed, or no sum is there."""
    if details.get("failureToCalculate"):
        return None
    total_cost = details["totalCost"]
    amount = total_cost["total"].get("inclTax")
    if amount is None or abs(Decimal(str(amount))) > LARGEST:
        return None
    return rounded(Decimal(str(amount)), str(total_cost["currency"]).upper())


def differs(stated: Money, ours: Money) -> bool:
    """Whether a person should look: another currency, or more than rounding explains."""
    if stated.currency != ours.currency:
        return stated.minor != 0 or ours.minor != 0
    allowed = max(Decimal(TOLERANCE_MINOR), abs(ours.minor) * TOLERANCE_SHARE)
    return abs(stated.minor - ours.minor) > allowed
