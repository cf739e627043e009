"""The payment provider, and payments as we know them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import boto3

from csms.bootstrap.connecting import clock, settings, table

if TYPE_CHECKING:
    from stripe import StripeClient

    from csms.adapters.secrets import PaymentSecrets
    from csms.payments.asking import Paying
    from csms.payments.ports import PaymentChecks, PaymentRepository, ProviderEvents
    from csms.payments.saved_cards import Cards
    from csms.payments.webhooks import Told
    from csms.payouts.ports import PayoutRepository
    from csms.payouts.taking_in import TakingIn


@cache
def payments() -> PaymentRepository:
    """Payments at the provider, as we know them."""
    from csms.adapters.dynamodb.payments import DynamoPayments

    return DynamoPayments(table(settings().payments_table))


@cache
def provider_events() -> ProviderEvents:
    """Which events of the provider were handed on."""
    from csms.adapters.dynamodb.provider_events import DynamoProviderEvents

    return DynamoProviderEvents(table(settings().payments_table))


@cache
def payment_checks() -> PaymentChecks:
    """The queue of payments to look at."""
    from csms.adapters.sqs import PaymentCheckQueue

    return PaymentCheckQueue(boto3.client("sqs"), settings().payment_checks_url)


@cache
def payment_secrets() -> PaymentSecrets:
    """The provider's keys, from Secrets Manager."""
    from csms.adapters.secrets import PaymentSecrets, StoredSecret

    client = boto3.client("secretsmanager")
    return PaymentSecrets(StoredSecret(client, settings().payment_secret_arn))


@cache
def provider_client() -> StripeClient:
    """Loads `stripe` (0.4 s), so only functions that talk with the provider ask for it."""
    from csms.adapters.stripe.connecting import connect

    return connect(payment_secrets().api_key(), settings().payment_provider_url)


@cache
def paying() -> Paying:
    """What every step of a payment needs."""
    from csms.adapters.stripe.payments import StripePayments
    from csms.payments.asking import Paying

    return Paying(payments(), StripePayments(provider_client()), clock())


@cache
def payouts() -> PayoutRepository:
    """What the provider's own books say."""
    from csms.adapters.dynamodb.payouts import DynamoPayouts

    return DynamoPayouts(table(settings().payments_table))


@cache
def taking_in() -> TakingIn:
    """What takes the provider's books into ours."""
    from csms.adapters.stripe.books import StripeBooks
    from csms.bootstrap.accounting import ledger
    from csms.payouts.taking_in import TakingIn

    return TakingIn(StripeBooks(provider_client()), payouts(), ledger(), clock())


@cache
def saved_cards() -> Cards:
    """Saved cards of drivers."""
    from csms.adapters.stripe.vault import StripeCards
    from csms.payments.saved_cards import Cards

    return Cards(payments(), StripeCards(provider_client()))


def told_by_provider(body: str, signature: str) -> Told:
    """What a webhook says, if its signature is right."""
    from csms.adapters.stripe.webhooks import told

    return told(body, signature, payment_secrets().webhook_secret())
