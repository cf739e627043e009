"""Headers about the viewer that only the edge may set."""

from collections.abc import Iterable

from cryptography import x509
from cryptography.hazmat.primitives import hashes

_PREFIX = "cloudfront-viewer-"
_OURS = {"x-ocpp-identity", "x-origin-secret"}
_HOP_BY_HOP = {"connection", "upgrade", "host", "content-length", "transfer-encoding"}
_HANDSHAKE = {"sec-websocket-key", "sec-websocket-version", "sec-websocket-extensions"}


def client_headers(raw: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The client's own headers: lower case, repeated ones joined, nothing that is ours to say."""
    headers: dict[str, str] = {}
    for name, value in raw:
        key = name.lower()
        if key in _OURS | _HOP_BY_HOP | _HANDSHAKE or key.startswith(_PREFIX):
            continue
        headers[key] = f"{headers[key]}, {value}" if key in headers else value
    return headers


def certificate_headers(der: bytes | None) -> dict[str, str]:
    """CloudFront's headers about a client certificate, as its functions see them: lower case."""
    if der is None:
        return {}
    certificate = x509.load_der_x509_certificate(der)
    serial = f"{certificate.serial_number:X}"
    values = {
        "Serial-Number": serial if len(serial) % 2 == 0 else f"0{serial}",
        "Issuer": certificate.issuer.rfc4514_string(),
        "Subject": certificate.subject.rfc4514_string(),
        "Present": "1",
        "Sha256": certificate.fingerprint(hashes.SHA256()).hex(),
    }
    return {f"{_PREFIX}cert-{name.lower()}": value for name, value in values.items()}
