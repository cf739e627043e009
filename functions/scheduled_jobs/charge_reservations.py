"""Every few minutes: reservations that are over, and that no session used, are charged."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from csms.bootstrap import charging_reservations, services
from csms.errors import CsmsError
from csms.observability import logger
from csms.settlement.reservation_fees import conclude
from csms.settlement.reservation_terms import Due

# In one round; the next one goes on.
MOST = 500


@logger.inject_lambda_context(clear_state=True)
def handler(_event: dict[str, Any], _context: LambdaContext) -> None:
    """One round; it may be run at any time, and again. One that fails stops no other."""
    due = charging_reservations().fees.due(services().clock(), MOST)
    failures = [error for error in map(_conclude, due) if error is not None]
    logger.info("reservations looked at", due=len(due), failed=len(failures))
    if failures:
        raise failures[0]


def _conclude(due: Due) -> CsmsError | None:
    try:
        outcome = conclude(due, services().clock(), charging_reservations())
    except CsmsError as error:
        logger.exception("reservation not decided", station_id=due.station_id, number=due.number)
        return error
    logger.info("reservation decided", station_id=due.station_id, number=due.number, why=outcome)
    return None
