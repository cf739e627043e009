"""$default: one OCPP frame in, at most one frame back."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from csms.bootstrap import ocpp_services, services
from csms.observability import logger
from csms.ocpp.dispatcher import receive
from csms.ocpp.handshake import connection_of


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """The body of the response is the CALLRESULT or CALLERROR (route response)."""
    connection = connection_of(event["requestContext"])
    outcome = receive(connection, event.get("body") or "", ocpp_services(), services().clock())
    logger.info(
        "frame", station_id=connection.station_id, action=outcome.action, result=outcome.result
    )
    return {"statusCode": 200, "body": outcome.reply} if outcome.reply else {"statusCode": 200}
