"""What somebody is charged with: one balanced transfer, for a session or a reservation."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from csms.ledger import chart
from csms.ledger.model import Leg, Transfer
from csms.ledger.ports import LedgerRepository
from csms.settlement.session_price import PricedSession


@dataclass(frozen=True, slots=True)
class Charge:
    """A price, who pays it, where it was earned, and the id of the business event."""

    transfer_id: str
    kind: str
    reference: str
    driver_id: str
    site_id: str | None
    priced: PricedSession


def transfer_of(charge: Charge, now: datetime, ledger: LedgerRepository) -> Transfer | None:
    """None where there is nothing to pay. The wallet pays what it has, the rest is owed."""
    priced, driver_id = charge.priced, charge.driver_id
    gross = priced.gross
    if gross.minor == 0:
        return None
    wallet = ledger.balances(chart.wallet(driver_id))
    in_wallet = wallet.available_minor if wallet and wallet.currency == gross.currency else 0
    taken = max(0, min(gross.minor, in_wallet))
    legs = [
        Leg(chart.wallet(driver_id), -taken),
        Leg(chart.receivable(driver_id), taken - gross.minor),
        *_revenue(charge.site_id, priced),
        *(Leg(chart.vat(one.vat_percent), one.tax_minor) for one in priced.taxes),
    ]
    return Transfer(
        transfer_id=charge.transfer_id,
        kind=charge.kind,
        currency=gross.currency,
        posted_at=now,
        legs=tuple(leg for leg in legs if leg.minor != 0),
        reference=charge.reference,
    )


def _revenue(site_id: str | None, priced: PricedSession) -> list[Leg]:
    """What the lines come to without tax, by component."""
    sums: Counter[chart.Component] = Counter()
    for line in priced.lines:
        sums[chart.component_of(line.item)] += line.net_minor
    return [Leg(chart.revenue(site_id, one), sums[one]) for one in sorted(sums)]
