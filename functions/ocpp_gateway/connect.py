"""$connect: note the socket, agree on the sub-protocol."""

from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from csms.bootstrap import anomalies, services
from csms.observability import logger
from csms.ocpp.handshake import connection_of
from csms.stations.credentials import after_connection
from csms.stations.model import LiveConnection
from csms.vendors.anomalies import Anomaly


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """400 without a common version, else the version that was chosen."""
    request_context = event["requestContext"]
    connection = connection_of(request_context)
    if not connection.protocol:
        logger.warning("no common sub-protocol", station_id=connection.station_id)
        return {"statusCode": 400}
    connected_at = datetime.fromtimestamp(request_context["connectedAt"] / 1000, UTC)
    security = connection.security
    live = LiveConnection(
        connection.connection_id,
        connection.protocol,
        connected_at,
        certificate=security.certificate,
    )
    services().stations.connect(connection.station_id, live)
    if (proof := security.proof) is not None:
        services().stations.change_credentials(
            connection.station_id, lambda station: after_connection(station, proof)
        )
        logger.info("proof replaced", station_id=connection.station_id, profile=proof.profile)
    logger.info("station connected", station_id=connection.station_id)
    if connection.assumed:
        # RFC 6455 §4.2.2: what was not offered must not be answered.
        names = {Anomaly.SUBPROTOCOL_ASSUMED.value: 1}
        anomalies().add(connection.station_id, names, "", connected_at)
        return {"statusCode": 200}
    return {"statusCode": 200, "headers": {"Sec-WebSocket-Protocol": connection.protocol}}
