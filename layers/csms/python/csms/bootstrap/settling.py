"""What settles a session."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import boto3

from csms.bootstrap.accounting import books, holds, ledger
from csms.bootstrap.card_terminals import station_payments, visits
from csms.bootstrap.connecting import settings, table
from csms.bootstrap.paperwork import documents
from csms.bootstrap.provider import paying, payments

if TYPE_CHECKING:
    from csms.adapters.sqs import LateLooks
    from csms.corrections.by_card import Cards
    from csms.receipts.card_crediting import CardCrediting
    from csms.receipts.crediting import Crediting
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
def crediting() -> Crediting:
    """What issues credit notes."""
    from csms.bootstrap.correcting import late_answers
    from csms.receipts.crediting import Crediting

    return Crediting(documents(), ledger(), late_answers())


@cache
def card_crediting() -> CardCrediting:
    """What gives money back to the card of a terminal."""
    from csms.receipts.card_crediting import CardCrediting

    again = lambda visit: late_looks().request(visit)  # noqa: E731
    return CardCrediting(crediting(), paying(), visits(), again)


@cache
def late_looks() -> LateLooks:
    """Has settled sessions of terminals compared with what is known by now."""
    from csms.adapters.sqs import LateLooks

    return LateLooks(boto3.client("sqs"), settings().late_facts_url)


@cache
def card_refunds() -> Cards:
    """What gives a card back what late facts say."""
    from csms.corrections.by_card import Cards

    return Cards(paying(), visits(), crediting())
