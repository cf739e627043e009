"""Task: one transfer, and the session settled with it."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from csms.bootstrap import posting, services
from csms.errors import Overtaken
from csms.observability import logger
from csms.settlement.posting import post_session
from csms.settlement.rating import Rated
from session_settlement.assessment import assess, session_key


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Rate once more from the same facts and post; running it again posts nothing.

    Overtaken sends the workflow back to the rating: a real stop came for an estimated one.
    """
    rated = assess(session_key(event)).result
    if not isinstance(rated, Rated):
        raise Overtaken(f"session {event['session_id']} is not to be posted")
    first = post_session(rated, services().clock(), posting())
    logger.info("settled", session_id=event["session_id"], first=first)
    return {"decision": "settled", "first": first}
