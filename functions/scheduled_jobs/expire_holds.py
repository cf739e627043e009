"""Every hour: holds whose time is over give their money back."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from csms.bootstrap import holds, services
from csms.ledger.sweeping import expire_overdue
from csms.observability import logger

# Of each shard of the index; what is left is for the next round.
MOST = 200


@logger.inject_lambda_context(clear_state=True)
def handler(_event: dict[str, Any], _context: LambdaContext) -> None:
    """One round; it may be run at any time, and again. A hold that expires was forgotten."""
    swept = expire_overdue(services().clock(), MOST, holds())
    for hold in swept.overdue:
        logger.warning("hold overdue", hold_id=hold.hold_id, reference=hold.reference)
    logger.info("holds expired", overdue=len(swept.overdue), expired=swept.expired)
