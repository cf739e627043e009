"""May this token charge now?"""

from datetime import datetime

from csms.drivers.model import Authorization, AuthorizationStatus, Token, TokenStatus


def authorize(token: Token | None, now: datetime) -> Authorization:
    """Decide on a token. Blocked, expired and unknown are three different answers."""
    if token is None:
        return Authorization(AuthorizationStatus.UNKNOWN)
    return Authorization(
        _status(token, now),
        token.driver_id,
        token.group_id,
        token.expires_at,
        token.organisation_id,
    )


def _status(token: Token, now: datetime) -> AuthorizationStatus:
    if token.status is TokenStatus.BLOCKED:
        return AuthorizationStatus.BLOCKED
    if token.expires_at is not None and token.expires_at <= now:
        return AuthorizationStatus.EXPIRED
    return AuthorizationStatus.ACCEPTED
