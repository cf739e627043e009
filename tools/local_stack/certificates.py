"""A certificate authority for this computer only: the TLS port, and stations with certificates."""

import base64
import datetime as dt
import ipaddress
import json
from dataclasses import dataclass
from pathlib import Path

import boto3
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_ORGANISATION = "Stationmaster local"


@dataclass(frozen=True)
class KeyPair:
    """The files of a certificate and of its private key."""

    certificate: Path
    key: Path

    def exists(self) -> bool:
        return self.certificate.exists() and self.key.exists()


def authority(folder: Path) -> KeyPair:
    return KeyPair(folder / "ca.pem", folder / "ca.key")


def store_authority(folder: Path, outputs: dict[str, str]) -> None:
    """Where the functions look for it: certificate and key in base64."""
    pair = authority(folder)
    material = base64.b64encode(pair.certificate.read_bytes() + pair.key.read_bytes()).decode()
    boto3.client("secretsmanager").put_secret_value(
        SecretId=outputs["CertificateSecretArn"],
        SecretString=json.dumps({"local_authority": material}),
    )


def server(folder: Path) -> KeyPair:
    return KeyPair(folder / "server.pem", folder / "server.key")


def prepare(folder: Path) -> None:
    """Makes the authority and the server's certificate, unless both are there."""
    if authority(folder).exists() and server(folder).exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name("Stationmaster local CA")
    usage = x509.KeyUsage(True, False, False, False, False, True, True, False, False)
    certificate = (
        _builder(name, name, key.public_key(), days=3650)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    _save(authority(folder), certificate, key)
    issue(folder, server(folder), "localhost", ExtendedKeyUsageOID.SERVER_AUTH)


def of_station(folder: Path, station_id: str) -> KeyPair:
    """The client certificate of a station, made unless it is there."""
    pair = KeyPair(folder / f"{station_id}.pem", folder / f"{station_id}.key")
    if not pair.exists():
        issue(folder, pair, station_id, ExtendedKeyUsageOID.CLIENT_AUTH)
    return pair


def issue(folder: Path, pair: KeyPair, common_name: str, purpose: x509.ObjectIdentifier) -> None:
    """Signs a new certificate with the authority in `folder`."""
    files = authority(folder)
    issuer = x509.load_pem_x509_certificate(files.certificate.read_bytes())
    issuer_key = serialization.load_pem_private_key(files.key.read_bytes(), None)
    assert isinstance(issuer_key, ec.EllipticCurvePrivateKey)
    key = ec.generate_private_key(ec.SECP256R1())
    names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    builder = (
        _builder(_name(common_name), issuer.subject, key.public_key(), days=397)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([purpose]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()),
            critical=False,
        )
    )
    if purpose == ExtendedKeyUsageOID.SERVER_AUTH:
        builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
    _save(pair, builder.sign(issuer_key, hashes.SHA256()), key)


def _name(common_name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, _ORGANISATION),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, *, days: int
) -> x509.CertificateBuilder:
    now = dt.datetime.now(dt.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(hours=1))
        .not_valid_after(now + dt.timedelta(days=days))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _save(pair: KeyPair, certificate: x509.Certificate, key: ec.EllipticCurvePrivateKey) -> None:
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    pair.key.touch(mode=0o600)
    pair.key.write_bytes(secret)
    pair.certificate.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
