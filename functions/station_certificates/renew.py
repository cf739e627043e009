"""Once a day: ask stations to renew certificates that end soon."""

from datetime import timedelta
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from csms.bootstrap import certifying, services, settings
from csms.observability import logger
from csms.ocpp.renewing import renew_all


@logger.inject_lambda_context(clear_state=True)
def handler(_event: dict[str, Any], _context: LambdaContext) -> None:
    """A second run on the same day asks nobody twice."""
    deployed = settings()
    asked, expired = renew_all(
        services().clock(),
        timedelta(days=deployed.renew_days),
        certifying(),
        signing=deployed.certificate_authority != "none",
    )
    logger.info("certificates looked through", asked=asked, expired=expired)
