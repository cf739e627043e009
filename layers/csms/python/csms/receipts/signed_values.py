"""What a meter signed, byte for byte, and what a check of it found."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Verdict(StrEnum):
    """What the signatures of a session prove."""

    VERIFIED = "verified"
    INVALID = "invalid"
    UNVERIFIABLE = "unverifiable"


@dataclass(frozen=True, slots=True)
class SignedValue:
    """One signed text as the station sent it; base64 where it came so (2.x).

    `sent_key` is the key that came with it: shown, never trusted for that.
    """

    measured_at: datetime
    context: str
    text: str
    encoding: str = "OCMF"
    sent_key: str | None = None


@dataclass(frozen=True, slots=True)
class SignedCheck:
    """The verdict, why, the registers that were signed, and the texts themselves.

    `key_origin`: operator, or first_use where the operator allowed to pin what a station sent.
    """

    verdict: Verdict
    reasons: tuple[str, ...] = ()
    begin_wh: int | None = None
    end_wh: int | None = None
    public_key: str | None = None
    key_origin: str | None = None
    values: tuple[SignedValue, ...] = ()
