"""What the edge tells the authorizer about a station cannot be forged by the station."""

from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID

from local_stack import certificates
from local_stack.edge.identity import ViewerRequestFunction
from local_stack.edge.viewer import certificate_headers, client_headers


def test_headers_of_the_edge_are_taken_from_the_client() -> None:
    headers = client_headers(
        [
            ("X-Ocpp-Identity", "other"),
            ("x-origin-secret", "guess"),
            ("CloudFront-Viewer-Cert-Subject", "CN=other"),
            ("Sec-WebSocket-Key", "key"),
            ("Authorization", "Basic abc"),
            ("Sec-WebSocket-Protocol", "ocpp1.6"),
        ]
    )
    assert headers == {"authorization": "Basic abc", "sec-websocket-protocol": "ocpp1.6"}


def test_repeated_headers_are_joined() -> None:
    offered = [("Sec-WebSocket-Protocol", "ocpp2.0.1"), ("sec-websocket-protocol", "ocpp1.6")]
    assert client_headers(offered) == {"sec-websocket-protocol": "ocpp2.0.1, ocpp1.6"}


def test_a_certificate_is_told_in_the_headers_of_cloudfront(tmp_path: Path) -> None:
    certificates.prepare(tmp_path)
    pair = certificates.KeyPair(tmp_path / "cp1.pem", tmp_path / "cp1.key")
    certificates.issue(tmp_path, pair, "CP1", ExtendedKeyUsageOID.CLIENT_AUTH)
    certificate = x509.load_pem_x509_certificate(pair.certificate.read_bytes())
    headers = certificate_headers(certificate.public_bytes(Encoding.DER))
    assert headers["cloudfront-viewer-cert-present"] == "1"
    assert headers["cloudfront-viewer-cert-subject"] == "CN=CP1,O=Stationmaster local"
    assert int(headers["cloudfront-viewer-cert-serial-number"], 16) == certificate.serial_number
    assert len(headers["cloudfront-viewer-cert-sha256"]) == 64


def test_without_a_certificate_nothing_is_told() -> None:
    assert certificate_headers(None) == {}


def test_the_function_of_production_names_the_station() -> None:
    function = ViewerRequestFunction("dev")
    request = function("/ocpp/site/CP%2F1", {"x-ocpp-identity": "other"}, "127.0.0.1")
    assert request["uri"] == "/dev"
    assert request["headers"]["x-ocpp-identity"] == {"value": "CP%2F1"}


def test_the_function_of_production_refuses_other_paths() -> None:
    assert ViewerRequestFunction("dev")("/", {}, "127.0.0.1")["statusCode"] == 404
