"""A start that an operator asks for on behalf of a driver."""

from csms.charging.credit import Credit
from csms.commands.requesting import CommandRequest
from csms.drivers.ports import TokenRepository
from csms.errors import Conflict


def require_credit(wanted: CommandRequest, tokens: TokenRepository, credit: Credit) -> None:
    """Conflict where the station would be told the same; an OCPP action is sent as given."""
    token_id = wanted.payload.get("token_id")
    if wanted.action != "start" or not isinstance(token_id, str):
        return
    token = tokens.get(token_id)
    lack = credit.lack_of(token.driver_id) if token and token.driver_id else None
    if lack is not None:
        raise Conflict(f"Token {token_id}: {lack}")
