"""Do the signed values of a session prove what is billed?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Protocol

from csms.receipts.signed_values import SignedCheck, SignedValue, Verdict
from csms.stations.meter_keys import MeterKeys

OCMF = "OCMF"


@dataclass(frozen=True, slots=True)
class Examined:
    """What a format's reader found: `wrong` refutes, `lacking` leaves it open.

    Registers in Wh as they were signed; `step_wh` is their last decimal place.
    """

    wrong: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    begin_wh: Decimal | None = None
    end_wh: Decimal | None = None
    step_wh: Decimal = Decimal(1)


class SignedFormat(Protocol):
    """Reads signed values and checks their signatures."""

    def examine(self, values: Sequence[SignedValue], public_key: str | None) -> Examined:
        """What they prove with a key; without one only what they say."""

    def plain_key(self, sent: str) -> str:
        """A key as stations send it, as DER in hex."""


def verify(
    values: tuple[SignedValue, ...],
    keys: MeterKeys,
    evse_id: int | None,
    billed_wh: int,
    reader: SignedFormat,
) -> SignedCheck | None:
    """The verdict; None where nothing is signed."""
    if not values:
        return None
    if any(one.encoding.upper() != OCMF for one in values):
        return SignedCheck(Verdict.UNVERIFIABLE, ("unsupported_format",), values=values)
    key = keys.key_for(evse_id, values[-1].measured_at)
    found = reader.examine(values, key.public_key if key else None)
    if key is None:
        found = replace(found, lacking=("no_key", *found.lacking))
    wrong = (*found.wrong, *_unlike_billed(found, billed_wh))
    return SignedCheck(
        _verdict(wrong, found.lacking),
        wrong or found.lacking,
        int(found.begin_wh) if found.begin_wh is not None else None,
        int(found.end_wh) if found.end_wh is not None else None,
        key.public_key if key else None,
        key.origin.value if key else None,
        values,
    )


def with_pin(
    values: Sequence[SignedValue], keys: MeterKeys, evse_id: int | None, reader: SignedFormat
) -> MeterKeys:
    """The keys, with the first one that was sent if the operator allows to pin it."""
    sent = next(((one.sent_key, one.measured_at) for one in values if one.sent_key), None)
    if sent is None or sent[0] is None:
        return keys
    return keys.pinned(reader.plain_key(sent[0]), evse_id, sent[1])


def _verdict(wrong: Sequence[str], lacking: Sequence[str]) -> Verdict:
    if wrong:
        return Verdict.INVALID
    return Verdict.UNVERIFIABLE if lacking else Verdict.VERIFIED


def _unlike_billed(found: Examined, billed_wh: int) -> tuple[str, ...]:
    """More may not be billed, nor less, than the signed registers differ by, in their steps."""
    if found.begin_wh is None or found.end_wh is None:
        return ()
    apart = abs(found.end_wh - found.begin_wh - billed_wh)
    return ("differs_from_billed",) if apart > max(found.step_wh, Decimal(1)) else ()
