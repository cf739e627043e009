"""Certificates: asked for, checked, issued, used, renewed, revoked; and Plug & Charge."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import subprocess
import sys
import urllib.error
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.exceptions import ClientError
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from tests import local_authority
from tests.conformance import v16, v21, v201
from tests.conftest import forget_services
from tests.functional.dialling import V16, Streams, basic, certificate, dial, refused
from tests.functional.station import CONTEXT, Station
from tests.functional.streams import stream_event
from tests.functional.test_command_delivery import frames_to
from tests.network import PASSWORD, build_network

from csms import bootstrap
from csms.adapters.pki.forwarding import ForwardingPki
from csms.adapters.pki.private_ca import PrivateCa
from csms.bootstrap import connecting, services
from csms.errors import Conflict, Rejected, Unavailable
from csms.events.catalogue import events_of
from csms.stations.certificates import STATION_USE, CertificateState
from event_consumers import publish_outbox
from local_stack import certificates as authority_files
from station_certificates import issue, renew

if TYPE_CHECKING:
    from pathlib import Path

    from tests.http_api import Caller

V201, V21 = "ocpp2.0.1", "ocpp2.1"
PATH = "/stations/CP1/certificates"


@pytest.fixture
def authority(
    operator: Caller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> authority_files.KeyPair:
    """A deployment that signs, and the files of its authority."""
    build_network()
    boto3.client("events").create_event_bus(Name="bus")
    monkeypatch.setenv("EVENT_BUS_NAME", "bus")
    pair = local_authority.stored(tmp_path, monkeypatch)
    forget_services()
    return pair


def csr(common_name: str = "CP1", organisation: str = "Operator", key: Any = None) -> str:
    names = [
        x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
    ]
    key = key or ec.generate_private_key(ec.SECP256R1())
    algorithm = None if isinstance(key, ed25519.Ed25519PrivateKey) else hashes.SHA256()
    builder = x509.CertificateSigningRequestBuilder().subject_name(x509.Name(names))
    return builder.sign(key, algorithm).public_bytes(serialization.Encoding.PEM).decode()


def requests_on_the_bus() -> list[dict[str, Any]]:
    """What the outbox makes of every stored request."""
    rows = boto3.resource("dynamodb").Table("StationsTable").scan()["Items"]
    changes = [(None, one) for one in rows if str(one["sk"]).startswith("REQ#")]
    answer = publish_outbox.handler(stream_event(*changes), CONTEXT)
    assert answer == {"batchItemFailures": []}
    return [{"detail": event.detail()} for _, new in changes for event in events_of(None, new)]


def sign(station: Station, request: str, streams: Streams, **more: Any) -> None:
    """From the station's message to the command that goes out."""
    assert station.call("SignCertificate", {"csr": request, **more}) == {"status": "Accepted"}
    for event in requests_on_the_bus():
        issue.handler(event, CONTEXT)
    streams.run()


def answer_last(station: Station, status: str, streams: Streams) -> None:
    station.send(json.dumps([3, frames_to()[-1][1], {"status": status}]))
    streams.run()


def only(operator: Caller) -> dict[str, Any]:
    (one,) = operator.get(PATH).json["items"]
    found: dict[str, Any] = one
    return found


def findings(operator: Caller) -> list[str]:
    items = operator.get("/stations/CP1/events", kind="SecurityFinding").json["items"]
    return [one["content"]["type"] for one in items]


@pytest.mark.parametrize(
    ("protocol", "more"),
    [
        (V16, {}),
        (V201, {}),
        (V201, {"certificateType": "ChargingStationCertificate"}),
        (V21, {"certificateType": "ChargingStationCertificate", "requestId": 42}),
    ],
)
def test_a_request_becomes_a_certificate_that_opens_the_socket(
    operator: Caller, authority: authority_files.KeyPair, protocol: str, more: dict[str, Any]
) -> None:
    streams = Streams()
    station = dial(basic(PASSWORD.encode()), protocol=protocol)
    request = csr("Vendor-CP1", key=rsa.generate_private_key(65537, 2048))
    sign(station, request, streams, **more)

    _, command_id, action, payload = frames_to()[-1]
    assert action == "CertificateSigned"
    assert payload.items() >= more.items()
    made = x509.load_pem_x509_certificate(payload["certificateChain"].encode())
    root = x509.load_pem_x509_certificate(authority.certificate.read_bytes())
    made.verify_directly_issued_by(root)
    assert made.public_key() == x509.load_pem_x509_csr(request.encode()).public_key()
    usage = made.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert list(usage) == [ExtendedKeyUsageOID.CLIENT_AUTH]
    shown = only(operator)
    assert (shown["state"], shown["trusted"], shown["connected"]) == ("issued", True, False)
    assert shown["fingerprint"] == made.fingerprint(hashes.SHA256()).hex()
    assert (shown["command_id"], int(shown["serial"], 16)) == (command_id, made.serial_number)

    answer_last(station, "Accepted", streams)
    assert only(operator)["state"] == "active"
    assert operator.put("/stations/CP1", {"security_profile": 3}).status == 200
    dial(certificate(shown["fingerprint"], made.subject.rfc4514_string()), protocol=protocol)
    assert only(operator)["connected"] is True


def test_a_repeated_request_and_a_repeated_event_make_one_certificate(
    operator: Caller, authority: authority_files.KeyPair
) -> None:
    streams, request = Streams(), csr()
    station = dial(basic(PASSWORD.encode()))
    sign(station, request, streams)
    answer_last(station, "Accepted", streams)
    sign(station, request, streams)
    sign(station, request, streams)
    assert len(frames_to()) == 1
    assert only(operator)["state"] == "active"


def test_what_fails_after_the_signature_goes_on_with_the_same_certificate(
    operator: Caller, authority: authority_files.KeyPair, monkeypatch: pytest.MonkeyPatch
) -> None:
    streams = Streams()
    station = dial(basic(PASSWORD.encode()))
    station.call("SignCertificate", {"csr": csr()})
    (event,) = requests_on_the_bus()
    with monkeypatch.context() as broken:
        broken.setattr(type(services().commands), "add", _fail)
        with pytest.raises(ConnectionError):
            issue.handler(event, CONTEXT)
    first = only(operator)
    issue.handler(event, CONTEXT)
    streams.run()
    assert only(operator) == first
    sent = x509.load_pem_x509_certificate(frames_to()[-1][3]["certificateChain"].encode())
    assert sent.fingerprint(hashes.SHA256()).hex() == first["fingerprint"]


def _fail(*_: Any) -> None:
    raise ConnectionError


@pytest.mark.parametrize(
    ("request_", "reason"),
    [
        (lambda: csr("CP10"), "neither the serial number nor the identity"),
        (lambda: csr("SOMEBODY"), "neither the serial number nor the identity"),
        (lambda: csr(organisation="Else"), "organisation"),
        (lambda: csr(key=rsa.generate_private_key(65537, 1024)), "1024 bits"),
        (lambda: csr(key=ec.generate_private_key(ec.SECP192R1())), "192 bits"),
        (lambda: csr(key=ed25519.Ed25519PrivateKey.generate()), "is not signed"),
        (lambda: forged(csr()), "signature"),
        (lambda: "no request at all", "cannot be read"),
    ],
)
def test_an_unfit_request_is_refused_and_everybody_can_see_why(
    operator: Caller,
    authority: authority_files.KeyPair,
    monkeypatch: pytest.MonkeyPatch,
    request_: Any,
    reason: str,
) -> None:
    monkeypatch.setenv("OPERATOR_NAME", "Operator")
    forget_services()
    streams = Streams()
    station = dial(basic(PASSWORD.encode()))
    sign(station, request_(), streams)
    (shown,) = operator.get(PATH).json["requests"]
    assert shown["state"] == "refused"
    assert reason in shown["reason"]
    assert findings(operator) == ["CertificateRequestRefused"]
    assert (frames_to(), operator.get(PATH).json["items"]) == ([], [])


def forged(request: str) -> str:
    """The last byte of the signature is another."""
    der = bytearray(
        x509.load_pem_x509_csr(request.encode()).public_bytes(serialization.Encoding.DER)
    )
    der[-1] ^= 1
    body = base64.encodebytes(bytes(der)).decode()
    return f"-----BEGIN CERTIFICATE REQUEST-----\n{body}-----END CERTIFICATE REQUEST-----\n"


def test_a_certificate_that_the_station_refuses_opens_nothing_and_is_an_alert(
    operator: Caller, authority: authority_files.KeyPair
) -> None:
    streams = Streams()
    station = dial(basic(PASSWORD.encode()), protocol=V201)
    sign(station, csr(), streams)
    answer_last(station, "Rejected", streams)
    shown = only(operator)
    assert (shown["state"], shown["trusted"]) == ("rejected", False)
    assert findings(operator) == ["CertificateRejected"]


def test_a_v2g_certificate_is_for_vehicles_and_opens_no_socket(
    operator: Caller, authority: authority_files.KeyPair
) -> None:
    streams = Streams()
    station = dial(basic(PASSWORD.encode()), protocol=V201)
    sign(station, csr(), streams, certificateType="V2GCertificate")
    answer_last(station, "Accepted", streams)
    shown = only(operator)
    assert (shown["use"], shown["state"]) == ("V2GCertificate", "active")
    assert shown["trusted"] is False


@pytest.mark.parametrize("protocol", [V16, V201, V21])
def test_without_an_authority_nothing_is_signed_nor_kept(operator: Caller, protocol: str) -> None:
    build_network()
    station = Station(protocol=protocol)
    assert station.call("SignCertificate", {"csr": csr()}) == {"status": "Rejected"}
    assert operator.get(PATH).json == {"items": [], "requests": []}


# -------------------------------------------------------------------- registered, revoked


def foreign(folder: Path, name: str = "CP1") -> str:
    pair = authority_files.KeyPair(folder / "own.pem", folder / "own.key")
    authority_files.issue(folder, pair, name, ExtendedKeyUsageOID.CLIENT_AUTH)
    return pair.certificate.read_text()


def test_a_certificate_of_another_authority_is_registered_used_and_revoked(
    operator: Caller, authority: authority_files.KeyPair, tmp_path: Path
) -> None:
    pem = foreign(tmp_path)
    operator.put("/stations/CP1", {"security_profile": 3})
    made = operator.post(PATH, {"certificate": pem})
    assert made.status == 201, made.text
    assert operator.post(PATH, {"certificate": pem}).json["serial"] == made.json["serial"]
    proof = certificate(made.json["fingerprint"], made.json["subject"])
    streams = Streams()
    dial(proof)
    assert only(operator)["connected"] is True

    path = f"{PATH}/{made.json['serial'].lower()}/revoke"
    for _ in range(2):
        assert operator.post(path).json["state"] == "revoked"
    assert refused(proof)
    streams.run()
    assert operator.get("/stations/CP1").json["online"] is False
    assert operator.post(PATH, {"certificate": pem}).status == 409


def test_a_wrong_certificate_is_not_registered(
    operator: Caller, authority: authority_files.KeyPair, tmp_path: Path
) -> None:
    assert operator.post(PATH, {"certificate": foreign(tmp_path, "OTHER")}).status == 422
    assert operator.post(PATH, {"certificate": "x" * 100}).status == 422
    assert operator.post("/stations/NONE/certificates", {"certificate": "x" * 100}).status == 404
    assert operator.post(f"{PATH}/AB/revoke").status == 404
    assert operator.get(PATH).json["items"] == []


# -------------------------------------------------------------------- renewal


def register(operator: Caller, folder: Path) -> dict[str, Any]:
    made: dict[str, Any] = operator.post(PATH, {"certificate": foreign(folder)}).json
    return made


def in_days(monkeypatch: pytest.MonkeyPatch, days: float) -> None:
    """The local authority's certificates are valid for 397 days."""
    at = datetime.now(UTC) + timedelta(days=days)
    monkeypatch.setattr(connecting, "utc_now", lambda: at)
    forget_services()


def renewals() -> int:
    commands = services().commands.of_station("CP1")
    return sum(one.action == "renew_certificate" for one in commands)


def test_a_certificate_that_ends_soon_is_renewed_once_a_day(
    operator: Caller,
    authority: authority_files.KeyPair,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    register(operator, tmp_path)
    in_days(monkeypatch, 366)
    renew.handler({}, CONTEXT)
    assert renewals() == 0
    in_days(monkeypatch, 370)
    for _ in range(2):
        renew.handler({}, CONTEXT)
    assert renewals() == 1
    in_days(monkeypatch, 371)
    renew.handler({}, CONTEXT)
    assert renewals() == 2


def test_one_that_nobody_renews_is_noted_before_its_end_and_at_it(
    operator: Caller,
    authority: authority_files.KeyPair,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The catalogue makes events of these notes."""
    register(operator, tmp_path)
    noted = []
    for day in (380, 391, 398):
        in_days(monkeypatch, day)
        renew.handler({}, CONTEXT)
        table = boto3.resource("dynamodb").Table("StationsTable")
        found = [one for one in table.scan()["Items"] if str(one["sk"]).startswith("CERT#")]
        noted += [one.get("ending") for one in found]
    assert noted == [None, "soon", "ended"]


def test_one_that_has_a_successor_is_not_renewed(
    operator: Caller,
    authority: authority_files.KeyPair,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    register(operator, tmp_path)
    in_days(monkeypatch, 380)
    streams = Streams()
    sign(dial(basic(PASSWORD.encode())), csr(), streams)
    monkeypatch.setattr("csms.adapters.pki.local_authority.VALID_FOR", timedelta(days=800))
    sign(dial(basic(PASSWORD.encode())), csr(), streams)
    renew.handler({}, CONTEXT)
    assert renewals() == 0
    in_days(monkeypatch, 398)
    renew.handler({}, CONTEXT)
    table = boto3.resource("dynamodb").Table("StationsTable")
    assert not [one for one in table.scan()["Items"] if "ending" in one]


def test_one_that_has_ended_is_expired_and_opens_nothing(
    operator: Caller,
    authority: authority_files.KeyPair,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    register(operator, tmp_path)
    in_days(monkeypatch, 398)
    renew.handler({}, CONTEXT)
    shown = only(operator)
    assert (shown["state"], shown["trusted"]) == ("expired", False)
    assert renewals() == 0


# -------------------------------------------------------------------- installed


def test_what_a_station_has_installed_is_what_it_answered_last(operator: Caller) -> None:
    build_network()
    path = "/stations/CP1/installed-certificates"
    assert operator.get(path).json == {"reported_at": None, "answer": None}
    streams = Streams()
    station = dial(basic(PASSWORD.encode()))
    wanted = {
        "action": "GetInstalledCertificateIds",
        "payload": {"certificateType": "CentralSystemRootCertificate"},
    }
    operator.post("/stations/CP1/commands", wanted)
    streams.run()
    hashed = {
        "hashAlgorithm": "SHA256",
        "issuerNameHash": "ab",
        "issuerKeyHash": "cd",
        "serialNumber": "01",
    }
    answer = {"status": "Accepted", "certificateHashData": [hashed]}
    station.send(json.dumps([3, frames_to()[-1][1], answer]))
    streams.run()
    assert operator.get(path).json["answer"] == answer


# -------------------------------------------------------------------- Plug & Charge


def hash_data(authority: authority_files.KeyPair, serial: str) -> dict[str, str]:
    root = x509.load_pem_x509_certificate(authority.certificate.read_bytes())
    key = root.public_key().public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )
    return {
        "hashAlgorithm": "SHA256",
        "issuerNameHash": hashlib.sha256(root.subject.public_bytes()).hexdigest(),
        "issuerKeyHash": hashlib.sha256(key).hexdigest(),
        "serialNumber": serial,
    }


@pytest.mark.parametrize(
    ("state", "expected"),
    [("active", "GOOD"), ("revoked", "REVOKED"), ("unknown", "UNKNOWN")],
)
def test_the_local_pki_answers_ocsp_with_a_signature(
    operator: Caller,
    authority: authority_files.KeyPair,
    tmp_path: Path,
    state: str,
    expected: str,
) -> None:
    serial = register(operator, tmp_path)["serial"]
    if state == "revoked":
        operator.post(f"{PATH}/{serial}/revoke")
    asked = hash_data(authority, "ABCD" if state == "unknown" else serial)
    request = {"ocspRequestData": asked | {"responderURL": "http://ocsp.example.com"}}
    answer = Station(protocol=V201).call("GetCertificateStatus", request)
    assert answer["status"] == "Accepted"
    found = ocsp.load_der_ocsp_response(base64.b64decode(answer["ocspResult"]))
    assert found.certificate_status is ocsp.OCSPCertStatus[expected]
    assert found.serial_number == int(asked["serialNumber"], 16)
    root = x509.load_pem_x509_certificate(authority.certificate.read_bytes())
    key = root.public_key()
    assert isinstance(key, ec.EllipticCurvePublicKey)
    key.verify(found.signature, found.tbs_response_bytes, ec.ECDSA(hashes.SHA256()))

    info = {"certificateHashData": asked, "source": "OCSP", "urls": ["http://ocsp.example.com"]}
    chain = Station(protocol=V21).call(
        "GetCertificateChainStatus", {"certificateStatusRequests": [info]}
    )
    (status,) = chain["certificateStatus"]
    assert status["status"].upper() == expected


def test_of_another_authority_the_local_pki_says_nothing(
    authority: authority_files.KeyPair,
) -> None:
    asked = v201.CASES["GetCertificateStatus"].valid
    answer = Station(protocol=V201).call("GetCertificateStatus", asked)
    assert answer == {"status": "Failed", "statusInfo": {"reasonCode": "NoPkiAnswer"}}


def test_the_local_pki_has_a_contract_for_every_vehicle(
    authority: authority_files.KeyPair,
) -> None:
    asked = v201.CASES["Get15118EVCertificate"].valid
    answer = Station(protocol=V201).call("Get15118EVCertificate", asked)
    assert answer["status"] == "Accepted"
    assert base64.b64decode(answer["exiResponse"])


@pytest.mark.parametrize("protocol", [V201, V21])
def test_without_an_infrastructure_the_answer_is_failed(operator: Caller, protocol: str) -> None:
    build_network()
    table = v21.CASES if protocol == V21 else v201.CASES
    table = v201.CASES | table
    station = Station(protocol=protocol)
    for action in ("Get15118EVCertificate", "GetCertificateStatus"):
        assert station.call(action, table[action].valid)["status"] == "Failed"
    if protocol == V21:
        asked = table["GetCertificateChainStatus"].boundary
        found = station.call("GetCertificateChainStatus", asked)["certificateStatus"]
        assert [one["status"] for one in found] == ["Failed"] * 4
    assert v16.CASES["SignCertificate"].valid


class Endpoint:
    """Somebody else's PKI, without a network."""

    def __init__(self, answer: Any) -> None:
        self.answer = answer
        self.asked: list[tuple[str, dict[str, Any], dict[str, str], float]] = []

    def __call__(self, request: Any, timeout: float) -> Any:
        self.asked.append(
            (request.full_url, json.loads(request.data), dict(request.header_items()), timeout)
        )
        if isinstance(self.answer, Exception):
            raise self.answer
        return io.BytesIO(self.answer)


def test_another_pki_is_asked_over_https() -> None:
    endpoint = Endpoint(
        b'{"exi_response":"AA==","ocsp_result":"BB==","status":"Good","next_update":"2026"}'
    )
    pki = ForwardingPki("https://pki.example.com/ocpp", lambda: "secret", endpoint)
    assert pki.contract_certificate("CP1", {"exiRequest": "x"}) == "AA=="
    assert pki.ocsp_result("CP1", {"serialNumber": "1"}) == "BB=="
    assert pki.chain_status("CP1", {}) == {"status": "Good", "nextUpdate": "2026"}
    url, body, headers, timeout = endpoint.asked[0]
    assert url == "https://pki.example.com/ocpp"
    assert body == {
        "kind": "contract_certificate",
        "station_id": "CP1",
        "request": {"exiRequest": "x"},
    }
    assert headers["Authorization"] == "Bearer secret"
    assert 4 * timeout < 25
    with pytest.raises(ValueError, match="https"):
        ForwardingPki("http://pki.example.com", str)


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"[]",
        b"not json",
        b'{"exi_response": 7}',
        b'{"exi_response": ""}',
        b'{"exi_response": "' + b"x" * 6_000 + b'"}',
        TimeoutError(),
        urllib.error.URLError("refused"),
    ],
)
def test_a_pki_that_fails_is_no_answer(answer: Any) -> None:
    pki = ForwardingPki("https://pki.example.com", str, Endpoint(answer))
    assert pki.contract_certificate("CP1", {}) is None


@pytest.mark.parametrize("stored", [None, "no object", '["list"]', '{"vehicle_pki_token": 7}'])
def test_a_token_that_cannot_be_read_is_no_answer(
    operator: Caller, monkeypatch: pytest.MonkeyPatch, stored: str | None
) -> None:
    """A station waits for it: it is told that there is no answer, and nobody is asked."""
    if stored is not None:
        made = boto3.client("secretsmanager").create_secret(Name="pki", SecretString=stored)
        monkeypatch.setenv("CERTIFICATE_SECRET_ARN", made["ARN"])
    monkeypatch.setenv("VEHICLE_PKI_URL", "https://pki.example.com")
    asked: list[Any] = []
    monkeypatch.setattr("urllib.request.urlopen", asked.append)
    forget_services()
    assert bootstrap.vehicle_pki().contract_certificate("CP1", {}) is None
    assert asked == []


def test_an_authority_without_a_key_says_what_is_missing(
    operator: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = boto3.client("secretsmanager").create_secret(Name="none", SecretString="{}")
    monkeypatch.setenv("CERTIFICATE_SECRET_ARN", made["ARN"])
    monkeypatch.setenv("CERTIFICATE_AUTHORITY", "local")
    forget_services()
    with pytest.raises(Conflict, match="its key is not stored"):
        bootstrap.certificate_authority()


def test_states_of_a_certificate_change_only_from_the_one_that_was_read(
    operator: Caller, authority: authority_files.KeyPair, tmp_path: Path
) -> None:
    serial = register(operator, tmp_path)["serial"]
    repository = bootstrap.certificates()
    read = repository.get("CP1", serial)
    assert read is not None
    assert repository.set_state(read, CertificateState.REVOKED)
    assert not repository.set_state(read, CertificateState.EXPIRED)


def test_one_of_a_removed_station_is_left_alone(
    operator: Caller,
    authority: authority_files.KeyPair,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    register(operator, tmp_path)
    operator.delete("/stations/CP1")
    in_days(monkeypatch, 380)
    renew.handler({}, CONTEXT)
    assert renewals() == 0


COLD = """
import sys
import ocpp_gateway.authorize, ocpp_gateway.connect, ocpp_gateway.message, ocpp_gateway.disconnect
from csms.bootstrap import ocpp_services
ocpp_services()
assert "cryptography" not in sys.modules
"""


def test_no_socket_function_loads_x509_at_its_start(authority: authority_files.KeyPair) -> None:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", COLD], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture
def private_ca(operator: Caller, monkeypatch: pytest.MonkeyPatch) -> str:
    """A root of AWS Private CA."""
    build_network()
    client = boto3.client("acm-pca")
    arn = client.create_certificate_authority(
        CertificateAuthorityConfiguration={
            "KeyAlgorithm": "RSA_2048",
            "SigningAlgorithm": "SHA256WITHRSA",
            "Subject": {"CommonName": "Root"},
        },
        CertificateAuthorityType="ROOT",
    )["CertificateAuthorityArn"]
    root = client.get_certificate_authority_csr(CertificateAuthorityArn=arn)["Csr"]
    made = client.issue_certificate(
        CertificateAuthorityArn=arn,
        Csr=root.encode(),
        SigningAlgorithm="SHA256WITHRSA",
        TemplateArn="arn:aws:acm-pca:::template/RootCACertificate/V1",
        Validity={"Type": "YEARS", "Value": 10},
    )
    got = client.get_certificate(CertificateAuthorityArn=arn, CertificateArn=made["CertificateArn"])
    client.import_certificate_authority_certificate(
        CertificateAuthorityArn=arn, Certificate=got["Certificate"].encode()
    )
    boto3.client("events").create_event_bus(Name="bus")
    monkeypatch.setenv("EVENT_BUS_NAME", "bus")
    monkeypatch.setenv("CERTIFICATE_AUTHORITY", "private-ca")
    monkeypatch.setenv("PRIVATE_CA_ARN", arn)
    forget_services()
    return str(arn)


def test_aws_private_ca_signs(operator: Caller, private_ca: str) -> None:
    streams, key = Streams(), ec.generate_private_key(ec.SECP256R1())
    sign(dial(basic(PASSWORD.encode())), csr(key=key), streams)
    chain = x509.load_pem_x509_certificates(frames_to()[-1][3]["certificateChain"].encode())
    assert chain[0].public_key() == key.public_key()
    assert only(operator)["state"] == "issued"


class Ordering:
    """Private CA that needs a moment, and then answers with a chain of three."""

    def __init__(self, *answers: Any) -> None:
        self.answers = list(answers)

    def describe_certificate_authority(self, **_: Any) -> Any:
        configuration = {"KeyAlgorithm": "EC_prime256v1"}
        return {"CertificateAuthority": {"CertificateAuthorityConfiguration": configuration}}

    def issue_certificate(self, **asked: Any) -> Any:
        assert asked["SigningAlgorithm"] == "SHA256WITHECDSA"
        assert asked["TemplateArn"].endswith("template/EndEntityClientAuthCertificate/V1")
        return {"CertificateArn": "arn:certificate"}

    def get_certificate(self, **_: Any) -> Any:
        answer = self.answers.pop(0)
        if isinstance(answer, str):
            raise ClientError({"Error": {"Code": answer, "Message": ""}}, "GetCertificate")
        return answer


def pem(name: str) -> str:
    return f"-----BEGIN CERTIFICATE-----\n{name}\n-----END CERTIFICATE-----"


def test_aws_private_ca_is_waited_for_and_its_root_left_out() -> None:
    made = {"Certificate": pem("leaf"), "CertificateChain": f"{pem('sub')}\n{pem('root')}\n"}
    ca = PrivateCa(Ordering("RequestInProgressException", made), "arn:aws:ca", lambda _: None)
    assert ca.issue("csr", STATION_USE, "ab") == f"{pem('leaf')}\n{pem('sub')}\n"


@pytest.mark.parametrize(
    ("code", "error"),
    [("MalformedCSRException", Rejected), ("ThrottlingException", Unavailable)],
)
def test_aws_private_ca_refuses_or_is_asked_again(code: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        PrivateCa(Ordering(code), "arn:aws:ca").issue("csr", STATION_USE, "ab")
    busy = PrivateCa(Ordering(*["RequestInProgressException"] * 10), "arn:aws:ca", lambda _: None)
    with pytest.raises(Unavailable):
        busy.issue("csr", STATION_USE, "ab")
