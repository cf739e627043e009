"""What keeps sessions within their drivers' balances."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from csms.bootstrap.accounting import holds, ledger
from csms.bootstrap.connecting import settings, table
from csms.bootstrap.shared import services
from csms.bootstrap.station_links import requesting

if TYPE_CHECKING:
    from csms.balance.guarding import Guarding
    from csms.charging.credit import Credit, CreditRules
    from csms.charging.start_terms import Terms


@cache
def guarding() -> Guarding:
    """The guard; what asks stations is loaded by the first session that is to be stopped."""
    from csms.balance.guarding import Guarding

    shared = services()
    return Guarding(
        ledger(),
        holds(),
        shared.sessions,
        requesting,
        shared.clock,
        settings().balance_step,
        on_credit=settings().minimum_balance == 0,
    )


@cache
def credit() -> Credit:
    """Who may start on their balance."""
    from csms.charging.credit import Credit

    return Credit(_rules(), ledger())


@cache
def start_terms() -> Terms:
    """The same for the starts of stations."""
    from csms.adapters.dynamodb.start_terms import DynamoStartTerms
    from csms.charging.start_terms import Terms

    tables = table(settings().directory_table), table(settings().ledger_table)
    return Terms(_rules(), DynamoStartTerms(*tables))


def _rules() -> CreditRules:
    from csms.charging.credit import CreditRules

    return CreditRules(settings().minimum_balance, settings().refuse_debtors)
