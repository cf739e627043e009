"""Id tokens of the user pool: signature, issuer, audience and time, by the pool's public keys."""

from __future__ import annotations

from typing import Any

import jwt

from csms.errors import Unauthorized

LEEWAY_S = 30


class IdTokens:
    """Checks what API Gateway checks for HTTP APIs, and does not for WebSockets."""

    def __init__(self, keys_url: str, issuer: str, audience: str) -> None:
        """The keys are fetched once a process, and when a token names one that is not known."""
        self._keys = jwt.PyJWKClient(keys_url, cache_keys=True, timeout=5)
        self._issuer, self._audience = issuer, audience

    def claims(self, token: str) -> dict[str, Any]:
        """What the token says. Unauthorized: it is not good."""
        try:
            key = self._keys.get_signing_key_from_jwt(token)
            said: dict[str, Any] = jwt.decode(
                token,
                key.key,
                algorithms=["RS256"],
                audience=self._audience,
                issuer=self._issuer,
                leeway=LEEWAY_S,
                options={"require": ["exp", "iss", "aud", "sub"]},
            )
        except jwt.PyJWTError as error:
            raise Unauthorized("Unauthorized") from error
        if said.get("token_use") != "id":
            raise Unauthorized("Unauthorized")
        return said
