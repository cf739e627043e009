"""$connect authorizer: who opens a page, by the id token in its address."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from csms.bootstrap import id_tokens
from csms.errors import Unauthorized
from csms.observability import logger
from csms.operators.roles import SITES_ATTRIBUTE, Role, roles_of


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Allow an operator with subject and sites as context; else what API Gateway answers by 401."""
    token = (event.get("queryStringParameters") or {}).get("token", "")
    claims = id_tokens().claims(token)
    groups = claims.get("cognito:groups") or []
    if Role.VIEWER not in roles_of(groups):
        logger.warning("page refused", subject=claims["sub"])
        raise Unauthorized("Unauthorized")  # API Gateway answers this very text with 401
    statement = {
        "Action": "execute-api:Invoke",
        "Effect": "Allow",
        "Resource": event["methodArn"],
    }
    return {
        "principalId": claims["sub"],
        "policyDocument": {"Version": "2012-10-17", "Statement": [statement]},
        "context": {"subject": claims["sub"], "sites": claims.get(SITES_ATTRIBUTE, "")},
    }
