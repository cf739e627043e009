"""`session.stopped`, `session.unplugged`, a connector that is free: is a session over?"""

from collections.abc import Iterator
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from csms import clock
from csms.bootstrap import ending, services
from csms.charging.vocabulary import SessionKey
from csms.observability import logger
from csms.settlement.ending import look, waiting_at


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], _context: LambdaContext) -> None:
    """Look at what the event is about; in whatever order they come, and again."""
    detail = event["detail"]
    now = services().clock()
    ended = [key.transaction_id for key in _sessions(detail) if look(key, now, ending())]
    logger.info("ends looked for", station_id=detail["station_id"], ended=ended)


def _sessions(detail: dict[str, Any]) -> Iterator[SessionKey]:
    if "transaction_id" in detail:
        yield SessionKey(detail["station_id"], detail["transaction_id"])
        return
    place = detail["evse_id"], detail["connector_id"]
    at = clock.from_text(detail["occurred_at"])
    for session in waiting_at(detail["station_id"], place, at, services().sessions):
        yield session.key
