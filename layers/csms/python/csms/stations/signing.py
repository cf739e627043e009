"""Whether a certificate may be signed, or registered, for a station."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from csms.errors import Rejected
from csms.stations.model import Station

# NIST SP 800-57, to which 2.0.1 A00 and the white paper point: 112 bits of strength.
LEAST_BITS = {"RSA": 2048, "EC": 224}


@dataclass(frozen=True, slots=True)
class Subject:
    """What a request says of itself; `key_bits` of a curve are those of its field."""

    common_name: str
    organisation: str
    key_kind: str
    key_bits: int
    signature_valid: bool


@dataclass(frozen=True, slots=True)
class Read:
    """What a certificate says."""

    serial: str
    fingerprint: str
    subject: str
    common_name: str
    issuer: str
    not_before: datetime
    not_after: datetime


class CertificateReader(Protocol):
    """X.509, so that nothing else here has to know it. Rejected: not readable."""

    def request(self, pem: str) -> Subject:
        """A certificate signing request (PKCS #10)."""

    def certificate(self, pem: str) -> Read:
        """The first certificate of a text."""


def require_signable(subject: Subject, station: Station, operator_name: str) -> None:
    """Rejected with the reason. The name must be a word of the common name, not only a part of one:
    CP1 gets no certificate that reads CP10.
    """
    if not subject.signature_valid:
        raise Rejected("the signature of the request is wrong")
    least = LEAST_BITS.get(subject.key_kind)
    if least is None:
        raise Rejected(f"a key of kind {subject.key_kind} is not signed")
    if subject.key_bits < least:
        raise Rejected(f"the key has {subject.key_bits} bits; {subject.key_kind} needs {least}")
    names = [one for one in (station.serial_number, station.station_id) if one]
    if not any(_word(one, subject.common_name) for one in names):
        raise Rejected("the common name has neither the serial number nor the identity")
    if operator_name and operator_name not in subject.organisation:
        raise Rejected("the organisation is not the operator's name (CpoName)")


def _word(name: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None
