"""Queue of settled sessions: each gets its receipt, with the next number."""

from typing import Any

from csms.batches import each_message
from csms.bootstrap import checking, composing, documents, services
from csms.observability import logger
from csms.receipts.settled import issue_receipt
from session_settlement.assessment import session_key


def _issue(said: dict[str, Any]) -> None:
    detail = said["detail"]
    session = services().sessions.get(session_key(detail))
    if session is None:
        return
    now = services().clock()
    issued = issue_receipt(session, now, documents(), checking(), composing())
    number = issued.number if issued else None
    logger.info("receipt", session_id=session.session_id, number=number)


handler = each_message(_issue)
