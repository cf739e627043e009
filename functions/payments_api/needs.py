"""What the routes of payments are given."""

from typing import Annotated

from fastapi import Depends

from csms import bootstrap
from csms.payments.asking import Paying
from csms.payments.ports import PaymentChecks, PaymentRepository
from csms.payments.saved_cards import Cards


def _paying() -> Paying:
    return bootstrap.paying()


def _cards() -> Cards:
    return bootstrap.saved_cards()


def _payments() -> PaymentRepository:
    return bootstrap.payments()


def _checks() -> PaymentChecks:
    return bootstrap.payment_checks()


PayingNeeds = Annotated[Paying, Depends(_paying)]
CardNeeds = Annotated[Cards, Depends(_cards)]
Payments = Annotated[PaymentRepository, Depends(_payments)]
Checks = Annotated[PaymentChecks, Depends(_checks)]
