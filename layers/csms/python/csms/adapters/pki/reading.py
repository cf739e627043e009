"""X.509 by `cryptography`, which no socket function imports at its start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

from csms.errors import Rejected
from csms.stations.signing import Read, Subject

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.types import CertificatePublicKeyTypes


class X509Reader:
    """CertificateReader."""

    def request(self, pem: str) -> Subject:
        """See the port."""
        try:
            csr = x509.load_pem_x509_csr(pem.encode())
            kind, bits = _key(csr.public_key())
            valid = csr.is_signature_valid
        except (ValueError, UnsupportedAlgorithm, InvalidSignature) as error:
            raise Rejected("the request cannot be read as PKCS #10 in PEM") from error
        return Subject(
            common_name=_name(csr.subject, NameOID.COMMON_NAME),
            organisation=_name(csr.subject, NameOID.ORGANIZATION_NAME),
            key_kind=kind,
            key_bits=bits,
            signature_valid=valid,
        )

    def certificate(self, pem: str) -> Read:
        """See the port."""
        try:
            found = x509.load_pem_x509_certificates(pem.encode())[0]
        except (ValueError, UnsupportedAlgorithm) as error:
            raise Rejected("the certificate cannot be read as X.509 in PEM") from error
        return Read(
            serial=f"{found.serial_number:X}",
            fingerprint=found.fingerprint(hashes.SHA256()).hex(),
            subject=found.subject.rfc4514_string(),
            common_name=_name(found.subject, NameOID.COMMON_NAME),
            issuer=found.issuer.rfc4514_string(),
            not_before=found.not_valid_before_utc,
            not_after=found.not_valid_after_utc,
        )


def _key(key: CertificatePublicKeyTypes) -> tuple[str, int]:
    if isinstance(key, rsa.RSAPublicKey):
        return "RSA", key.key_size
    if isinstance(key, ec.EllipticCurvePublicKey):
        return "EC", key.curve.key_size
    return type(key).__name__, 0


def _name(name: x509.Name, oid: x509.ObjectIdentifier) -> str:
    return ", ".join(str(one.value) for one in name.get_attributes_for_oid(oid))
