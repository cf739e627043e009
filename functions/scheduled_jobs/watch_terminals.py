"""Every minute: cards at terminals, ours and the stations' own, whose time has come."""

from collections.abc import Callable
from functools import partial
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from csms.bootstrap import station_payments, visiting, visits, watching_stations
from csms.clock import utc_now
from csms.errors import CsmsError, Overtaken
from csms.observability import logger
from csms.terminals.watching import watch_visit
from csms.terminals.watching_stations import watch_station_payment

# What is left over comes in the next round.
AT_ONCE = 200


@logger.inject_lambda_context(clear_state=True)
def handler(_event: dict[str, Any], _context: LambdaContext) -> None:
    """One round; it may be run at any time, and again. One that fails stops no other."""
    now = utc_now()
    due, told = visits().due(now, AT_ONCE), station_payments().due(now, AT_ONCE)
    failed = [
        *(_failed(partial(watch_visit, one, visiting())) for one in due),
        *(_failed(partial(watch_station_payment, one, watching_stations())) for one in told),
    ]
    errors = [error for error in failed if error is not None]
    logger.info("terminals watched", visits=len(due), told=len(told), failed=len(errors))
    if errors:
        raise errors[0]


def _failed(look: Callable[[], object]) -> CsmsError | None:
    try:
        look()
    except Overtaken:
        return None
    except CsmsError as error:
        logger.exception("terminal not watched")
        return error
    return None
