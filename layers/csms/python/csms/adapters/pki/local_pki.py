"""A vehicle PKI for the local stack: signed OCSP answers, and contracts that are opaque texts.

`cryptography` is loaded by the first question, not by the cold start of the socket.
"""

from __future__ import annotations

import base64
import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from csms.clock import to_text
from csms.stations.certificates import CertificateState

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from csms.clock import Clock
    from csms.stations.certificates import CertificateRepository

VALID_FOR = timedelta(days=1)
_STATUS = {
    CertificateState.ISSUED: "Good",
    CertificateState.ACTIVE: "Good",
    CertificateState.REVOKED: "Revoked",
    CertificateState.REJECTED: "Revoked",
}


class LocalPki:
    """VehiclePki over the local authority: it knows the certificates of the asking station."""

    def __init__(
        self, material: Callable[[], str], certificates: CertificateRepository, clock: Clock
    ) -> None:
        """`material` tells what the local authority takes; it is asked by the first question."""
        self._material = material
        self._certificates = certificates
        self._clock = clock

    def contract_certificate(self, station_id: str, request: Mapping[str, Any]) -> str | None:
        """See the port. EXI is opaque to the CSMS: a pool would answer bytes that only the vehicle
        reads, so this one answers bytes that belong to the request.
        """
        asked = f"{station_id}|{request['action']}|{request['exiRequest']}"
        return base64.b64encode(hashlib.sha256(asked.encode()).digest()).decode()

    def ocsp_result(self, station_id: str, request: Mapping[str, Any]) -> str | None:
        """See the port."""
        from cryptography import x509  # noqa: PLC0415  not on the cold path
        from cryptography.hazmat.primitives import hashes, serialization  # noqa: PLC0415
        from cryptography.x509 import ocsp  # noqa: PLC0415

        from csms.adapters.pki.local_authority import LocalAuthority  # noqa: PLC0415

        status = self._status(station_id, request)
        if status is None:
            return None
        authority = LocalAuthority(self._material())
        algorithm = getattr(hashes, request["hashAlgorithm"])()
        now = self._clock().replace(microsecond=0)
        revoked = status == "Revoked"
        builder = ocsp.OCSPResponseBuilder().add_response_by_hash(
            issuer_name_hash=bytes.fromhex(request["issuerNameHash"]),
            issuer_key_hash=bytes.fromhex(request["issuerKeyHash"]),
            serial_number=int(request["serialNumber"], 16),
            algorithm=algorithm,
            cert_status=getattr(ocsp.OCSPCertStatus, status.upper()),
            this_update=now,
            next_update=now + VALID_FOR,
            revocation_time=now if revoked else None,
            revocation_reason=x509.ReasonFlags.unspecified if revoked else None,
        )
        builder = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, authority.certificate)
        signed = builder.sign(authority.key, hashes.SHA256())
        return base64.b64encode(signed.public_bytes(serialization.Encoding.DER)).decode()

    def chain_status(self, station_id: str, request: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """See the port."""
        status = self._status(station_id, request["certificateHashData"])
        until = to_text(self._clock() + VALID_FOR)
        return {"status": status, "nextUpdate": until} if status is not None else None

    def _status(self, station_id: str, asked: Mapping[str, Any]) -> str | None:
        """None: another authority's certificate, of which we say nothing."""
        try:
            serial = f"{int(asked['serialNumber'], 16):X}"
        except ValueError:
            return None
        if not self._is_ours(asked):
            return None
        found = self._certificates.get(station_id, serial)
        return "Unknown" if found is None else _STATUS.get(found.state, "Unknown")

    def _is_ours(self, asked: Mapping[str, Any]) -> bool:
        """By the hash of the issuer's name and of its key (RFC 6960 4.1.1)."""
        from csms.adapters.pki.local_authority import LocalAuthority  # noqa: PLC0415

        name, key = LocalAuthority(self._material()).hashed_by(asked["hashAlgorithm"])
        given = asked["issuerNameHash"].lower(), asked["issuerKeyHash"].lower()
        return given == (name, key)
