"""What a price earns: revenue by component, and the tax that is owed."""

from collections import Counter

from csms.ledger import chart
from csms.ledger.model import Leg
from csms.settlement.session_price import PricedSession


def earned(site_id: str | None, priced: PricedSession) -> list[Leg]:
    """What the lines come to without tax, by component, and each rate of tax."""
    currency = priced.currency
    revenue = [
        Leg(chart.revenue(site_id, currency, one), minor) for one, minor in by_component(priced)
    ]
    return revenue + [
        Leg(chart.vat(one.vat_percent, currency), one.tax_minor) for one in priced.taxes
    ]


def by_component(priced: PricedSession) -> list[tuple[chart.Component, int]]:
    """What the lines come to without tax."""
    sums: Counter[chart.Component] = Counter()
    for line in priced.lines:
        sums[chart.component_of(line.item)] += line.net_minor
    return sorted(sums.items())
