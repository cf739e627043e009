"""Every minute: payments that nobody told us the end of are looked up."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from csms.bootstrap import payment_checks, payments
from csms.clock import utc_now
from csms.observability import logger

# What is left over comes in the next round.
AT_ONCE = 400


@logger.inject_lambda_context(clear_state=True)
def handler(_event: dict[str, Any], _context: LambdaContext) -> None:
    """One round; it may be run at any time, and again."""
    due = payments().due(utc_now(), AT_ONCE)
    for payment_id in due:
        payment_checks().request(payment_id)
    logger.info("payments swept", due=len(due))
