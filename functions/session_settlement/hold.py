"""`session.stopped` on the bus: hold what the session costs so far."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from csms.bootstrap import holds, ledger, services
from csms.observability import logger
from csms.settlement.holding import hold_cost
from csms.settlement.rating import time_is_doubtful, time_is_unproven
from csms.settlement.telling import running_price
from session_settlement.assessment import session_key


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], _context: LambdaContext) -> None:
    """It may come twice, and after the settlement: then it holds nothing more.

    A session that a person has to decide because a clock was set holds nothing.
    """
    session = services().sessions.get(session_key(event["detail"]))
    priced = running_price(session) if session else None
    if session is None or priced is None:
        return
    if session.stop is not None and (
        time_is_doubtful(session, priced.lines) or time_is_unproven(session, priced)
    ):
        logger.warning("not held", session_id=session.session_id)
        return
    hold = hold_cost(session, priced.gross, services().clock(), ledger(), holds())
    logger.info("held", session_id=session.session_id, pending=bool(hold and hold.pending))
