"""Queue of payments: each is brought on by a fresh look at the provider's record."""

from typing import Any

from csms import bootstrap
from csms.batches import each_message
from csms.observability import logger
from csms.payments.disputing import look_at_disputes
from csms.payments.model import PaymentKind
from csms.payments.resuming import payment_named, resume
from csms.receipts.card_crediting import finish_card_credits


def _check(wanted: dict[str, Any]) -> None:
    """A payment that is not ours is none of our business: one account may serve several systems."""
    needs = bootstrap.paying()
    payment_id = wanted["payment_id"] or payment_named(wanted["provider_id"], needs)
    if payment_id is None or needs.payments.get(payment_id) is None:
        logger.info("payment of somebody else", provider_id=wanted["provider_id"])
        return
    payment = resume(payment_id, needs, bootstrap.books())
    if payment.kind is PaymentKind.TERMINAL:
        finish_card_credits(payment, needs.clock(), bootstrap.card_crediting())
    if wanted.get("disputed"):
        payment = look_at_disputes(payment_id, bootstrap.disputing())
    logger.info(
        "payment looked at", payment_id=payment_id, state=payment.state, booked=payment.booked
    )


handler = each_message(_check)
