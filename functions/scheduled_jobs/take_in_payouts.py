"""Every hour: what the payment provider has paid out and kept goes into the books."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from csms.bootstrap import payment_secrets, taking_in
from csms.errors import Unavailable
from csms.observability import logger
from csms.payments.outcomes import Unknown
from csms.payouts.taking_in import take_in


@logger.inject_lambda_context(clear_state=True)
def handler(_event: dict[str, Any], _context: LambdaContext) -> None:
    """One round; at any time, and again. Without the provider's keys there is nothing to do."""
    if not payment_secrets().set_up():
        logger.info("no payment provider")
        return
    taken = take_in(taking_in())
    if isinstance(taken, Unknown):
        raise Unavailable(f"payment provider: {taken.reason}")
    logger.info(
        "provider's records taken in",
        records=taken.records,
        new=taken.new,
        payouts=taken.payouts,
        through=taken.through,
    )
