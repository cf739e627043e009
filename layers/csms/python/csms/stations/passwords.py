"""Station passwords: a salted scrypt hash, compared in constant time.

Each (re)connect checks one, so the cost is a compromise: about 10 ms of CPU (ADR 0006).
Passwords are random keys of 16 to 40 characters by OCPP's own rule (2.0.1 A00.FR.205).
"""

import hashlib
import hmac
import secrets

COST, BLOCK, PARALLEL = 1 << 12, 8, 1


def hash_password(password: str, salt: bytes | None = None) -> str:
    """`scrypt$n$r$p$salt$key`, all that is needed to check it later."""
    salt = salt or secrets.token_bytes(16)
    key = _scrypt(password.encode(), salt, COST, BLOCK, PARALLEL)
    return f"scrypt${COST}${BLOCK}${PARALLEL}${salt.hex()}${key.hex()}"


def new_password() -> str:
    """A random one that every version can take: 20 bytes in hexadecimal are 40 characters, which is
    the most that 1.6 `AuthorizationKey` and 2.0.1 `BasicAuthPassword` hold.
    """
    return secrets.token_hex(20)


def password_matches(password: bytes, stored: str) -> bool:
    """Whether the password belongs to the stored hash; takes the same time either way."""
    scheme, cost, block, parallel, salt, key = stored.split("$")
    if scheme != "scrypt":
        return False
    found = _scrypt(password, bytes.fromhex(salt), int(cost), int(block), int(parallel))
    return hmac.compare_digest(found, bytes.fromhex(key))


def _scrypt(password: bytes, salt: bytes, cost: int, block: int, parallel: int) -> bytes:
    return hashlib.scrypt(password, salt=salt, n=cost, r=block, p=parallel, dklen=32)
