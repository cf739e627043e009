"""What settles a session."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from csms.bootstrap.accounting import books, holds, ledger
from csms.bootstrap.card_terminals import station_payments, visits
from csms.bootstrap.connecting import settings, table
from csms.bootstrap.paperwork import documents
from csms.bootstrap.provider import paying, payments

if TYPE_CHECKING:
    from csms.receipts.card_crediting import CardCrediting
    from csms.settlement.capturing import Capturing
    from csms.settlement.posting import Posting


@cache
def posting() -> Posting:
    """What settles a session."""
    from csms.adapters.dynamodb.settlement import DynamoSettlements
    from csms.settlement.card_charges import CardCharges
    from csms.settlement.posting import Posting

    store = DynamoSettlements(table(settings().sessions_table), table(settings().ledger_table))
    cards = CardCharges(visits(), payments(), station_payments())
    return Posting(ledger(), holds(), store, cards)


@cache
def capturing() -> Capturing:
    """What has a card at a terminal pay a session."""
    from csms.settlement.capturing import Capturing

    return Capturing(visits(), paying(), books())


@cache
def card_crediting() -> CardCrediting:
    """What gives money back to the card of a terminal."""
    from csms.receipts.card_crediting import CardCrediting
    from csms.receipts.crediting import Crediting

    return CardCrediting(Crediting(documents(), ledger()), paying(), visits())
