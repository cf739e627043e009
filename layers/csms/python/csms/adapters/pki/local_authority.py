"""An authority whose key is a secret of the stack: for the local stack and tests, not for money."""

from __future__ import annotations

import base64
import hashlib
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID

from csms.errors import Rejected
from csms.stations.certificates import STATION_USE

VALID_FOR = timedelta(days=365)
CLOCKS_DIFFER = timedelta(hours=1)


class LocalAuthority:
    """CertificateAuthority over one key."""

    def __init__(self, material: str) -> None:
        """`material`: base64 of the PEM of certificate and key, in that order."""
        pem = base64.b64decode(material)
        key = serialization.load_pem_private_key(pem, None)
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            raise TypeError("the local authority has an EC key")
        self.key = key
        self.certificate = x509.load_pem_x509_certificate(pem)

    def hashed_by(self, algorithm: str) -> tuple[str, str]:
        """Hashes of the issuer's name and key in hexadecimal, as OCSP names an issuer."""
        digest = getattr(hashlib, algorithm.lower())
        key = self.key.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
        return digest(self.certificate.subject.public_bytes()).hexdigest(), digest(key).hexdigest()

    def issue(self, csr: str, use: str, key: str) -> str:
        """See the port. The root is the issuer, so the leaf is the whole chain."""
        try:
            wanted = x509.load_pem_x509_csr(csr.encode())
        except ValueError as error:
            raise Rejected("the request cannot be read") from error
        now = datetime.now(UTC).replace(microsecond=0)
        purpose = (
            ExtendedKeyUsageOID.CLIENT_AUTH
            if use == STATION_USE
            else ExtendedKeyUsageOID.SERVER_AUTH
        )
        issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key())
        certificate = (
            x509.CertificateBuilder()
            .subject_name(wanted.subject)
            .issuer_name(self.certificate.subject)
            .public_key(wanted.public_key())
            .serial_number(int(key, 16))
            .not_valid_before(now - CLOCKS_DIFFER)
            .not_valid_after(now + VALID_FOR)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(x509.ExtendedKeyUsage([purpose]), critical=False)
            .add_extension(issuer, critical=False)
            .sign(self.key, hashes.SHA256())
        )
        return certificate.public_bytes(serialization.Encoding.PEM).decode()
