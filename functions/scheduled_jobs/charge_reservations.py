"""Every few minutes: reservations that are over, and that no session used, are charged."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from csms.bootstrap import charging_reservations, services
from csms.observability import logger
from csms.settlement.reservation_fees import conclude_due


@logger.inject_lambda_context(clear_state=True)
def handler(_event: dict[str, Any], _context: LambdaContext) -> None:
    """One round; it may be run at any time, and again. One that fails stops no other."""
    outcomes = conclude_due(services().clock(), charging_reservations())
    for due, outcome in outcomes:
        logger.info(
            "reservation looked at",
            station_id=due.station_id,
            reservation_number=due.number,
            outcome=str(outcome) if isinstance(outcome, str) else type(outcome).__name__,
        )
    for _, outcome in outcomes:
        if isinstance(outcome, Exception):
            raise outcome
