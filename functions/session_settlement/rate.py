"""Task: is the final reading in, and what does the session cost?"""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from csms.observability import logger
from csms.settlement.finality import Review, Wait
from session_settlement.assessment import assess, session_key
from session_settlement.learning import learn


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Say what to do next: wait, post or review."""
    result = assess(session_key(event))
    logger.info("rated", session_id=event["session_id"], result=type(result).__name__)
    if not isinstance(result, Wait):
        learn(session_key(event))
    match result:
        case Wait(seconds):
            return {"decision": "wait", "wait_seconds": seconds}
        case Review(reason):
            return {"decision": "review", "reason": reason}
        case _:
            return {"decision": "post"}
