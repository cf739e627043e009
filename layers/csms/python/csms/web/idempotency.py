"""The Idempotency-Key header: the same key gets the same answer, for ever."""

from typing import Annotated

from fastapi import Depends, Header

from csms.ids import digest
from csms.web.authentication import SignedIn

KeyHeader = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=255,
        description="Send the same key to repeat a request safely",
    ),
]


def _key_of_caller(caller: SignedIn, idempotency_key: KeyHeader = None) -> str | None:
    return digest(caller.subject, idempotency_key) if idempotency_key is not None else None


# A key is the caller's own: another caller's equal key is another key.
IdempotencyKey = Annotated[str | None, Depends(_key_of_caller)]
