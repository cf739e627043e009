"""What a transfer of the ledger adds: revenue and tax, on the day it was posted."""

from zoneinfo import ZoneInfo

from csms.figures.days import day_of
from csms.figures.model import Fact, Place, Share
from csms.ledger import chart
from csms.ledger.model import Transfer


def fact_of(transfer_id: str) -> str:
    """The id that a transfer is counted under."""
    return f"transfer:{transfer_id}"


def of_transfer(transfer: Transfer, place: Place, zone: ZoneInfo) -> Fact:
    """Legs of revenue and of tax, whatever the transfer is for: charges, credits, fees. A day's
    revenue is what the ledger has of that day, so books that were read once do not change.
    """
    net = sum(one.minor for one in transfer.legs if chart.is_revenue(one.account_id))
    tax = sum(one.minor for one in transfer.legs if chart.is_vat(one.account_id))
    amounts = {f"net:{transfer.currency}": net, f"tax:{transfer.currency}": tax}
    told = {name: amount for name, amount in amounts.items() if amount}
    return Fact((Share(day_of(transfer.posted_at, zone), place, told),)) if told else Fact()


def site_of(transfer: Transfer) -> str:
    """The site whose revenue it moves; "" if none."""
    sites = (chart.site_of_revenue(one.account_id) for one in transfer.legs)
    return next((one for one in sites if one), "")
