"""The socket of an open page: it comes, says what it listens to, and goes."""

import json
from datetime import timedelta
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from csms.bootstrap import clock, listeners
from csms.errors import Rejected
from csms.live.ports import Listener
from csms.live.topics import topics_of_request
from csms.observability import logger
from csms.operators.roles import sites_of

# API Gateway ends every socket after two hours.
LONGEST = timedelta(hours=2, minutes=5)


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """One of three routes; a message is answered with what is listened to, or what is wrong."""
    context = event["requestContext"]
    connection_id = context["connectionId"]
    match context["routeKey"]:
        case "$connect":
            _open(connection_id, context["authorizer"])
        case "$disconnect":
            listeners().close(connection_id)
        case _:
            return {
                "statusCode": 200,
                "body": json.dumps(_listen(connection_id, event.get("body") or "")),
            }
    return {"statusCode": 200}


def _open(connection_id: str, who: dict[str, Any]) -> None:
    until = clock()() + LONGEST
    listener = Listener(connection_id, who["subject"], sites_of(who.get("sites")), until)
    listeners().open(listener)
    logger.info("page opened", subject=listener.subject)


def _listen(connection_id: str, body: str) -> dict[str, Any]:
    try:
        said = json.loads(body)
        topics = topics_of_request(said.get("subscribe") if isinstance(said, dict) else None)
    except (ValueError, RecursionError, Rejected) as error:
        return {"error": str(error) if isinstance(error, Rejected) else "this is no JSON"}
    if not listeners().subscribe(connection_id, topics):
        return {"error": "this page is not known any more: connect again"}
    return {"subscribed": sorted(topics)}
