"""The token that a driver's app charges with: derived, so that it is made once."""

from csms.drivers.model import Token, TokenStatus, TokenType
from csms.drivers.ports import TokenRepository
from csms.ids import digest

# The client API may write tokens with this prefix alone (`template.yaml`).
PREFIX = "APP"
LONGEST = 20  # OCPP 1.6 CiString20


def app_token_id(driver_id: str) -> str:
    """The driver's app token: upper case, short enough for OCPP 1.6."""
    return PREFIX + digest("app-token", driver_id)[: LONGEST - len(PREFIX)].upper()


def app_token(driver_id: str, tokens: TokenRepository) -> Token:
    """The token, made at its first use. What an operator decided about it stays."""
    token_id = app_token_id(driver_id)
    token = tokens.get(token_id)
    if token is None:
        token = Token(token_id, TokenStatus.ACCEPTED, driver_id, type=TokenType.CENTRAL)
        tokens.put(token)
    return token
