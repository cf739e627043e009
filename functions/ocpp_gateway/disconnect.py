"""$disconnect: note the end of a socket; best effort, late, and never the end of a session."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from csms.bootstrap import services
from csms.observability import logger
from csms.ocpp.handshake import connection_of


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Take the socket off the station, unless a newer one has replaced it."""
    connection = connection_of(event["requestContext"])
    services().stations.disconnect(
        connection.station_id, connection.connection_id, services().clock()
    )
    logger.info("station disconnected", station_id=connection.station_id)
    return {"statusCode": 200}
