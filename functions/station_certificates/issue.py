"""`station.certificate_requested` on the bus: check the request, have it signed, send the chain."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from csms import bootstrap
from csms.bootstrap import certificate_authority, certificate_reader, certifying, settings
from csms.observability import logger
from csms.ocpp.certifying import issue


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], _context: LambdaContext) -> None:
    """A repeat sends what was issued the first time."""
    detail = event["detail"]
    authority = certificate_authority()
    if authority is None:
        logger.warning("nobody signs any more", station_id=detail["station_id"])
        return
    state = issue(
        detail["station_id"],
        detail["request_id"],
        bootstrap.services().clock(),
        certifying(),
        authority,
        certificate_reader(),
        settings().operator_name,
    )
    logger.info("certificate request", station_id=detail["station_id"], state=state)
