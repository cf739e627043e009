"""Identifiers: ULIDs for what is ours, digests for what is derived from a business fact."""

import hashlib
import secrets
from datetime import datetime

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_ulid(moment: datetime) -> str:
    """A ULID (26 characters): 48 bits of time in ms, then 80 random bits; sorts by time."""
    return ulid_from(moment, secrets.randbits(80))


def ulid_from(moment: datetime, tail: int) -> str:
    """A ULID with a given 80-bit tail, so that a derived identifier also sorts by time."""
    number = (int(moment.timestamp() * 1000) << 80) | (tail & ((1 << 80) - 1))
    return "".join(CROCKFORD[(number >> shift) & 31] for shift in range(125, -1, -5))


def digest(*parts: object) -> str:
    """A stable 128-bit hexadecimal digest of business facts; parts cannot run into each other."""
    text = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def shard_of(text: str, shards: int) -> int:
    """Which of `shards` partitions a key belongs to; stable across processes."""
    return int(digest(text)[:8], 16) % shards


def positive_number(text: str) -> int:
    """A positive 31-bit number derived from a key, where OCPP wants an integer id of ours."""
    return int(digest(text)[:8], 16) % ((1 << 31) - 1) + 1
