"""Every minute: the power of all running sessions, by site."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from csms.bootstrap import figures, services
from csms.figures.power import sum_power
from csms.observability import logger


@logger.inject_lambda_context(clear_state=True)
def handler(_event: dict[str, Any], _context: LambdaContext) -> None:
    """One round; it may be run at any time, and again."""
    logger.info("power summed", sessions=sum_power(services().sessions, figures()))
