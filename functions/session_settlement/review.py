"""Task: a session that a person has to decide, told to the operator."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from csms.bootstrap import alerts, posting, services
from csms.observability import logger
from csms.settlement.finality import Review
from csms.settlement.posting import review_session
from session_settlement.assessment import session_key


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Mark the session; alert once. Overtaken: what was judged is not what stands there now."""
    key, reason = session_key(event), str(event.get("reason") or "the settlement failed")[:500]
    session = services().sessions.get(key)
    energy_wh = session.energy_wh if session else 0
    missing = tuple(map(int, event.get("missing", ())))
    settlement = review_session(Review(reason), energy_wh, services().clock(), missing)
    first = posting().store.settle(key, settlement, None, event.get("rated_stop"))
    if first:
        alerts().send("Session needs review", f"{event['session_id']}: {reason}")
    logger.warning("review", session_id=event["session_id"], first=first)
    return {"decision": "review", "first": first}
