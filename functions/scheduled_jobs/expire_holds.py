"""Every hour: holds whose time is over, or whose session needs them no more, give money back."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from csms.bootstrap import holds, services
from csms.ledger.sweeping import expire_overdue
from csms.observability import logger
from csms.settlement.releasing import release_orphans

# Of each shard of the index; what is left is for the next round.
MOST = 200


@logger.inject_lambda_context(clear_state=True)
def handler(_event: dict[str, Any], _context: LambdaContext) -> None:
    """One round; it may be run at any time, and again. A hold that expires was forgotten."""
    now = services().clock()
    swept = expire_overdue(now, MOST, holds())
    for hold in swept.overdue:
        logger.warning("hold overdue", hold_id=hold.hold_id, reference=hold.reference)
    released = release_orphans(now, MOST, holds(), services().sessions)
    for hold in released.orphans:
        logger.warning("hold without a cause", hold_id=hold.hold_id, reference=hold.reference)
    logger.info(
        "holds swept",
        overdue=len(swept.overdue),
        expired=swept.expired,
        orphans=len(released.orphans),
        released=released.released,
    )
