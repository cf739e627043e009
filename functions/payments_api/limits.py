"""Which amounts a driver may pay in: the wallet's currency, between the deployment's limits."""

from csms.bootstrap import Services
from csms.errors import Rejected
from csms.ledger.chart import receivable, wallet
from csms.ledger.ports import LedgerRepository
from csms.money import Money, exponent


def require_limits(
    amount: Money, driver_id: str, needs: Services, ledger: LedgerRepository
) -> None:
    """Rejected with what is possible."""
    currency = _currency(driver_id, needs, ledger)
    if currency is not None and amount.currency != currency:
        raise Rejected(f"amount.currency: your balance is in {currency}.")
    unit = 10 ** exponent(amount.currency)
    least, most = needs.settings.top_up_minimum, needs.settings.top_up_maximum
    if not least * unit <= amount.minor <= most * unit:
        raise Rejected(f"amount.minor: between {least * unit} and {most * unit}.")


def _currency(driver_id: str, needs: Services, ledger: LedgerRepository) -> str | None:
    """An empty wallet takes the currency that the network charges in."""
    balances = ledger.balances(wallet(driver_id)) or ledger.balances(receivable(driver_id))
    return balances.currency if balances else needs.assignments.currency()
