"""What a meter signed, byte for byte, and what a check of it found."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from csms import clock
from csms.charging.ports import TelemetryRecord

# A day of samples each minute would not fit beside a receipt: begin and end are what is billed.
MOST = 12
FRAMING = ("Transaction.Begin", "Transaction.End")


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
    """The verdict, why, the registers that were signed (Wh), and the texts themselves.

    `key_origin`: operator, or first_use where the operator allowed to pin what a station sent.
    """

    verdict: Verdict
    reasons: tuple[str, ...] = ()
    begin_wh: int | None = None
    end_wh: int | None = None
    public_key: str | None = None
    key_origin: str | None = None
    values: tuple[SignedValue, ...] = ()


def signed_values(records: Iterable[TelemetryRecord]) -> tuple[SignedValue, ...]:
    """The signed texts of a session by time: all, or those of begin and end with the outermost."""
    found = sorted((one for record in records for one in _of(record)), key=_time)
    if len(found) <= MOST:
        return tuple(found)
    framing = [one for one in found[1:-1] if one.context in FRAMING]
    return (found[0], *framing[: MOST - 2], found[-1])


def _time(value: SignedValue) -> datetime:
    return value.measured_at


def _of(record: TelemetryRecord) -> Iterator[SignedValue]:
    for entry in record.samples or ():
        at = _moment(entry, record)
        for sample in entry.get("sampledValue", ()):
            context = sample.get("context", "Sample.Periodic")
            if sample.get("format") == "SignedData":
                text = str(sample["value"])
                yield SignedValue(at, context, text, _encoding_of(text))
            elif "signedMeterValue" in sample:
                yield _of_2x(at, context, sample["signedMeterValue"])


def _of_2x(at: datetime, context: str, signed: Mapping[str, Any]) -> SignedValue:
    encoding = signed.get("encodingMethod") or "OCMF"
    return SignedValue(
        at, context, signed["signedMeterData"], encoding, signed.get("publicKey") or None
    )


def _encoding_of(text: str) -> str:
    """1.6 does not say: OCMF begins with its name, plain or in hex; else it is the maker's own."""
    plain = text.lstrip()
    if plain.startswith(("OCMF|", "4f434d467c", "4F434D467C")):
        return "OCMF"
    return "ALFEN" if plain.startswith("AP;") else "EDL" if plain.startswith("<") else "unknown"


def _moment(entry: Mapping[str, Any], record: TelemetryRecord) -> datetime:
    try:
        return clock.from_text(entry["timestamp"])
    except (KeyError, ValueError):
        return record.received_at
