"""`session.ended` on the bus: start the settlement under the session's id."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from csms.bootstrap import settlement_workflow
from csms.observability import logger


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], _context: LambdaContext) -> None:
    """The engine refuses a second execution with the same name."""
    detail = event["detail"]
    started = settlement_workflow().start(
        detail["session_id"], detail["station_id"], detail["transaction_id"]
    )
    logger.info("settlement", session_id=detail["session_id"], started=started)
