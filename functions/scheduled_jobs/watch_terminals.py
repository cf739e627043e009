"""Every minute: customers of terminals who did not plug in, or whose money comes to an end."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from csms.bootstrap import visiting, visits
from csms.clock import utc_now
from csms.errors import CsmsError, Overtaken
from csms.observability import logger
from csms.terminals.watching import watch_visit

# What is left over comes in the next round.
AT_ONCE = 200


@logger.inject_lambda_context(clear_state=True)
def handler(_event: dict[str, Any], _context: LambdaContext) -> None:
    """One round; it may be run at any time, and again. One that fails stops no other."""
    due = visits().due(utc_now(), AT_ONCE)
    failed = [error for visit_id in due if (error := _watched(visit_id))]
    logger.info("visits watched", due=len(due), failed=len(failed))
    if failed:
        raise failed[0]


def _watched(visit_id: str) -> CsmsError | None:
    try:
        watch_visit(visit_id, visiting())
    except Overtaken:
        return None
    except CsmsError as error:
        logger.exception("visit not watched", visit_id=visit_id)
        return error
    return None
