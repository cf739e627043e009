"""Lambda entry of the terminals."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from csms.observability import logger
from csms.web.application import lambda_handler
from terminal_api.app import app

_answer = lambda_handler(app)


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Answer one request."""
    return _answer(event, context)
