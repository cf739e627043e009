"""What a station proves itself by when it opens a socket (2.0.1 A00; white paper for 1.6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from csms.ocpp.handshake import credentials, header
from csms.stations.credentials import CERTIFICATE_PROFILE, Proof
from csms.stations.model import Station
from csms.stations.passwords import password_matches
from csms.stations.subjects import belongs_to, common_name

# 1.6 stations may send the bytes that the hexadecimal AuthorizationKey stands for.
LONGEST_KEY_BYTES = 20
TLS_PROFILE = 2


@dataclass(frozen=True, slots=True)
class Rules:
    """What the deployment allows. Certificate headers count only where the edge asks for them."""

    lowest_profile: int
    client_certificates: bool
    now: datetime


def prove(station: Station, headers: Mapping[str, str], rules: Rules) -> Proof | str:
    """The proof, or why there is none. A certificate never replaces a lower profile's password,
    unless the station is on its way to profile 3; a password never replaces a certificate.
    """
    pending = station.credentials.pending_profile
    if max(station.security_profile, rules.lowest_profile) >= CERTIFICATE_PROFILE:
        return _by_certificate(station, headers, rules)
    if pending == CERTIFICATE_PROFILE:
        found = _by_certificate(station, headers, rules)
        if isinstance(found, Proof):
            return found
    return _by_password(station, headers, rules)


def certificate_name(headers: Mapping[str, str]) -> str:
    """The common name of the client certificate."""
    return common_name(header(headers, "x-ocpp-certificate-subject"))


def _by_certificate(station: Station, headers: Mapping[str, str], rules: Rules) -> Proof | str:
    if not rules.client_certificates:
        return "the deployment takes no client certificates"
    fingerprint = header(headers, "x-ocpp-certificate-sha256").replace(":", "").lower()
    if not fingerprint:
        return "no client certificate"
    certificate = station.credentials.certificate(fingerprint)
    if certificate is None:
        return "the certificate is not the station's, or was revoked"
    if certificate.not_after <= rules.now:
        return "the certificate has expired"
    if not belongs_to(certificate_name(headers), station.station_id, station.serial_number):
        return "the certificate names another station"
    return Proof(CERTIFICATE_PROFILE, fingerprint=fingerprint)


def _by_password(station: Station, headers: Mapping[str, str], rules: Rules) -> Proof | str:
    """Profile 0 is the operator's explicit decision for one station, and the deployment's."""
    encrypted = header(headers, "x-ocpp-transport") != "ws"
    if not encrypted and rules.lowest_profile >= TLS_PROFILE:
        return "the deployment asks for TLS"
    given = credentials(headers, station.station_id)
    if given is None:
        open_to_all = station.security_profile == 0 and rules.lowest_profile == 0
        return Proof(0) if open_to_all else "no credentials"
    if given.user != station.station_id:
        return "the user is not the identity"
    if station.password_hash is None and not station.credentials.pending_passwords:
        return "no password is set"
    return _matching(station, given.password, TLS_PROFILE if encrypted else TLS_PROFILE - 1)


def _matching(station: Station, password: bytes, profile: int) -> Proof | str:
    """The record's password first: it is the usual case, and each other costs 10 ms."""
    if station.password_hash is not None and _matches(password, station.password_hash):
        return Proof(profile)
    for pending in reversed(station.credentials.pending_passwords):
        if _matches(password, pending.password_hash):
            return Proof(profile, command_id=pending.command_id)
    return "wrong password"


def _matches(password: bytes, stored: str) -> bool:
    """In the form that was set, or as the bytes of a hexadecimal key."""
    if password_matches(password, stored):
        return True
    if not 0 < len(password) <= LONGEST_KEY_BYTES:
        return False
    text = password.hex()
    return any(password_matches(one.encode(), stored) for one in (text, text.upper()))
