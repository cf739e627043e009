"""$connect: note the socket, agree on the sub-protocol."""

from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from csms.bootstrap import services
from csms.observability import logger
from csms.ocpp.handshake import connection_of
from csms.stations.model import LiveConnection


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """400 without a common version, else the version that was chosen."""
    request_context = event["requestContext"]
    connection = connection_of(request_context)
    if not connection.protocol:
        logger.warning("no common sub-protocol", station_id=connection.station_id)
        return {"statusCode": 400}
    connected_at = datetime.fromtimestamp(request_context["connectedAt"] / 1000, UTC)
    live = LiveConnection(connection.connection_id, connection.protocol, connected_at)
    services().stations.connect(connection.station_id, live)
    logger.info("station connected", station_id=connection.station_id)
    if connection.protocol_assumed:  # what was not offered must not be chosen (RFC 6455 §4.1)
        return {"statusCode": 200}
    return {"statusCode": 200, "headers": {"Sec-WebSocket-Protocol": connection.protocol}}
