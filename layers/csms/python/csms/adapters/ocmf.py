"""OCMF (S.A.F.E., 1.4) by pyocmf: readings and signatures of one record, or of begin and end."""

import base64
import binascii
import warnings
from collections.abc import Sequence
from decimal import Decimal

from pyocmf import OCMF, PyOCMFError, Reading, SignatureVerificationError, SpecWarning
from pyocmf.compliance.models import IssueSeverity
from pyocmf.enums.reading import MeterReadingReason, is_end_reason

from csms.receipts.signed_values import SignedValue
from csms.receipts.verifying import Examined

KWH = "kWh"


class OcmfFormat:
    """SignedFormat for OCMF."""

    def examine(self, values: Sequence[SignedValue], public_key: str | None) -> Examined:
        """See the port."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SpecWarning)
            try:
                records = [OCMF.from_string(_plain(one.text)) for one in values]
            except (PyOCMFError, ValueError):
                return Examined(lacking=("unreadable",))
            return _examined(records, public_key)

    def plain_key(self, sent: str) -> str:
        """See the port. Base64 of DER, or of `oca:base16:asn1:<hex>` (OCA, signed meter values)."""
        try:
            decoded = base64.b64decode(sent, validate=True)
        except (binascii.Error, ValueError):
            return sent
        if decoded.startswith(b"oca:"):
            return decoded.decode("ascii", "replace").rsplit(":", 1)[-1]
        return decoded.hex() if decoded[:1] == b"\x30" else sent


def _examined(records: Sequence[OCMF], public_key: str | None) -> Examined:
    whole = [one for one in records if _holds(one, begin=True) and _holds(one, begin=False)]
    pair = _pair(records)
    chosen = whole[-1:] or pair
    wrong = {reason for one in chosen for reason in _signature(one, public_key)}
    if len(chosen) == 0 or (not whole and len(pair) < 2):
        return Examined(tuple(sorted(wrong)), ("incomplete",))
    other = None if whole else chosen[1]
    issues = chosen[0].check_eichrecht(other)
    errors = {one.code.value.lower() for one in issues if one.severity is IssueSeverity.ERROR}
    begin, end = _edge(chosen[0], begin=True), _edge(chosen[-1], begin=False)
    return Examined(
        tuple(sorted(wrong | errors)),
        (),
        _wh(begin),
        _wh(end),
        max(_step_wh(begin), _step_wh(end)),
    )


def _pair(records: Sequence[OCMF]) -> list[OCMF]:
    """The record of the begin and that of the end, if both are there."""
    begins = [one for one in records if _holds(one, begin=True)]
    ends = [one for one in records if _holds(one, begin=False)]
    return [*begins[:1], *ends[-1:]]


def _signature(record: OCMF, public_key: str | None) -> list[str]:
    if public_key is None:
        return []
    try:
        return [] if record.verify_signature(public_key) else ["signature"]
    except SignatureVerificationError:
        return ["key_unfit"]


def _holds(record: OCMF, *, begin: bool) -> bool:
    return _edge(record, begin=begin) is not None


def _edge(record: OCMF, *, begin: bool) -> Reading | None:
    """The reading that opens or closes the transaction; loss-compensated ones go first."""
    relevant = [one for one in record.payload.RD if one.RI is not None and one.RI.is_law_relevant]
    compensated = [one for one in relevant if one.RI is not None and one.RI.is_loss_compensated]
    for one in compensated or relevant:
        if (one.TX == MeterReadingReason.BEGIN) if begin else is_end_reason(one.TX):
            return one
    return None


def _wh(reading: Reading | None) -> Decimal | None:
    if reading is None or reading.RV is None:
        return None
    return Decimal(reading.RV) * (1000 if reading.RU == KWH else 1)


def _step_wh(reading: Reading | None) -> Decimal:
    """What the last decimal place of a register is worth: decimals are significant in OCMF."""
    if reading is None or reading.RV is None:
        return Decimal(1)
    step = Decimal(1).scaleb(int(Decimal(reading.RV).as_tuple().exponent))
    return step * (1000 if reading.RU == KWH else 1)


def _plain(text: str) -> str:
    """OCMF as text or hex; base64 of it as 2.x has it."""
    if text.lstrip().startswith("OCMF|"):
        return text
    try:
        bytes.fromhex(text)
    except ValueError:
        return base64.b64decode(text, validate=True).decode()
    return text
