"""$connect authorizer: may this station open a socket?"""

import hmac
from collections.abc import Mapping
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from csms.bootstrap import configurations, profiles, services, settings
from csms.clock import utc_now
from csms.errors import Unauthorized
from csms.observability import logger
from csms.ocpp.admission import Admission, Admitting, admit
from csms.ocpp.handshake import header, identity
from csms.ocpp.proofs import Rules


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Allow with the station's facts as context, or raise what API Gateway answers with 401."""
    headers = event.get("headers") or {}
    admission = _admission(headers) if _from_our_edge(headers) else "not our edge"
    if isinstance(admission, str):
        logger.warning("station refused", reason=admission, claimed=identity(headers))
        raise Unauthorized("Unauthorized")  # API Gateway answers this very text with 401
    logger.info("station admitted", station_id=admission.station_id, protocol=admission.protocol)
    return _allow(admission, event["methodArn"])


def _admission(headers: Mapping[str, str]) -> Admission | str:
    deployed = settings()
    rules = Rules(deployed.lowest_security_profile, deployed.client_certificates, utc_now())
    shared = services()
    needs = Admitting(shared.stations, profiles(), shared.sites, configurations())
    return admit(headers, needs, rules)


def _from_our_edge(headers: Mapping[str, str]) -> bool:
    """Whether CloudFront set the identity; a deployment without a secret admits nobody."""
    secret = settings().origin_secret
    given = header(headers, "x-origin-secret")
    return bool(secret) and hmac.compare_digest(given.encode(), secret.encode())


def _allow(admission: Admission, method_arn: str) -> dict[str, Any]:
    statement = {"Action": "execute-api:Invoke", "Effect": "Allow", "Resource": method_arn}
    return {
        "principalId": admission.station_id,
        "policyDocument": {"Version": "2012-10-17", "Statement": [statement]},
        "context": admission.context(),
    }
