"""What a reservation came to, as both APIs show it."""

from csms.money import Money
from csms.stations.reservations import ReservationFee
from csms.web.costs import CostView
from csms.web.fields import money_view


def fee_view(fee: ReservationFee | None) -> CostView | None:
    """None as long as nothing is decided, and where it costs nothing by itself."""
    if fee is None or fee.currency is None:
        return None
    net, tax, gross = (
        money_view(Money(minor, fee.currency))
        for minor in (fee.net_minor, fee.tax_minor, fee.gross_minor)
    )
    return CostView(net=net, tax=tax, gross=gross)
