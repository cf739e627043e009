"""POST /payments/v1/webhooks/{provider}: signature, once, into the queue, 2xx."""

import base64
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from csms import bootstrap
from csms.clock import utc_now
from csms.errors import NotFound, Rejected, Unauthorized
from csms.observability import logger
from csms.payments.webhooks import Hearing, hear

PROVIDER = "stripe"
_REFUSALS = {Unauthorized: 401, Rejected: 400, NotFound: 404}


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Take one event. Anything but 2xx makes the provider send it again."""
    try:
        handed_on = _heard(event)
    except (Unauthorized, Rejected, NotFound) as error:
        logger.warning("webhook refused", reason=type(error).__name__)
        return {"statusCode": _REFUSALS[type(error)]}
    logger.info("webhook heard", handed_on=handed_on)
    return {"statusCode": 202 if handed_on else 200}


def _heard(event: dict[str, Any]) -> bool:
    provider = event["pathParameters"]["provider"]
    if provider != PROVIDER:
        raise NotFound(f"There is no provider {provider}.")
    told = bootstrap.told_by_provider(
        _raw(event), event.get("headers", {}).get("stripe-signature", "")
    )
    needs = Hearing(bootstrap.provider_events(), bootstrap.payment_checks(), utc_now)
    return hear(provider, told, needs)


def _raw(event: dict[str, Any]) -> str:
    """The body to the letter: the signature is over it."""
    body: str = event.get("body") or ""
    try:
        return base64.b64decode(body).decode() if event.get("isBase64Encoded") else body
    except ValueError as error:
        raise Rejected("The body is no text.") from error
