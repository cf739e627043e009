"""A few times a day: the uptime of each station on the last whole day of its site."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from csms.bootstrap import counting
from csms.figures.counting import count_days
from csms.observability import logger


@logger.inject_lambda_context(clear_state=True)
def handler(_event: dict[str, Any], _context: LambdaContext) -> None:
    """One round; it may be run at any time, and again."""
    logger.info("days counted", stations=count_days(counting()))
