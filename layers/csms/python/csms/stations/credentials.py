"""What a station proves itself by, and how one proof takes the place of another.

The old proof counts until the first good connection with the new one (2.0.1 A01, A02, A05): a
station may have taken the new one although its answer was lost.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from csms.errors import Conflict

if TYPE_CHECKING:
    from datetime import datetime

    from csms.stations.model import Station

CERTIFICATE_PROFILE = 3
MOST_PENDING_PASSWORDS = 3
MOST_PENDING_OF_A_PROFILE = 3


@dataclass(frozen=True, slots=True)
class PendingPassword:
    """A password that was sent to the station by a command, and has not been used yet."""

    password_hash: str
    command_id: str
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class PendingProfile:
    """A higher profile that a command asked for; only this command's refusal takes it back."""

    profile: int
    command_id: str


@dataclass(frozen=True, slots=True)
class TrustedCertificate:
    """A client certificate of the station: SHA-256 of its DER form in lower case, and its end."""

    fingerprint: str
    not_after: datetime


@dataclass(frozen=True, slots=True)
class Credentials:
    """What may be used beside the record's password; the newest is last."""

    pending_passwords: tuple[PendingPassword, ...] = ()
    pending_profiles: tuple[PendingProfile, ...] = ()
    certificates: tuple[TrustedCertificate, ...] = ()

    @property
    def pending_profile(self) -> int | None:
        """The highest profile that the station may have gone to."""
        return max((one.profile for one in self.pending_profiles), default=None)

    def certificate(self, fingerprint: str) -> TrustedCertificate | None:
        """The certificate with this fingerprint, if it is the station's."""
        return next((one for one in self.certificates if one.fingerprint == fingerprint), None)


@dataclass(frozen=True, slots=True)
class Proof:
    """What a connection was admitted by; `command_id` names a pending password."""

    profile: int
    command_id: str = ""
    fingerprint: str = ""

    def to_text(self) -> str:
        """For the authorizer's context."""
        return f"{self.profile}|{self.command_id}|{self.fingerprint}"


def proof_from(text: str) -> Proof:
    """The inverse of `Proof.to_text`."""
    profile, command_id, fingerprint = text.split("|")
    return Proof(int(profile), command_id, fingerprint)


def after_connection(station: Station, proof: Proof) -> Station:
    """The record after a good connection: what came before the proof no longer counts."""
    known = station.credentials
    used = next(
        (one for one in known.pending_passwords if one.command_id == proof.command_id), None
    )
    if used is not None:
        start = known.pending_passwords.index(used) + 1
        known = replace(known, pending_passwords=known.pending_passwords[start:])
        station = replace(station, password_hash=used.password_hash)
    certificate = known.certificate(proof.fingerprint)
    if certificate is not None:
        start = known.certificates.index(certificate)
        known = replace(known, certificates=known.certificates[start:])
    reached = [one.profile for one in known.pending_profiles if one.profile <= proof.profile]
    if reached:
        station = replace(station, security_profile=max(station.security_profile, *reached))
        later = tuple(one for one in known.pending_profiles if one.profile > proof.profile)
        known = replace(known, pending_profiles=later)
        if station.security_profile >= CERTIFICATE_PROFILE:
            station = replace(station, password_hash=None)
            known = replace(known, pending_passwords=())
    return replace(station, credentials=known)


def require_room_for_password(station: Station, command_id: str, queued: int = 0) -> None:
    """Conflict for one more than MOST_PENDING_PASSWORDS: each that was sent may have been taken, so
    none is forgotten for it. A password on its way needs no more room; `queued` ones come first.
    """
    known = station.credentials.pending_passwords
    if any(one.command_id == command_id for one in known):
        return
    if len(known) + queued >= MOST_PENDING_PASSWORDS:
        raise Conflict(
            f"Station {station.station_id} has {MOST_PENDING_PASSWORDS} passwords that it has not "
            "used yet: wait until it connects with one of them, or set its password with PUT."
        )


def expecting_password(station: Station, pending: PendingPassword) -> Station:
    """A password is on its way; a second attempt to send it changes nothing."""
    known = station.credentials
    if any(one.command_id == pending.command_id for one in known.pending_passwords):
        return station
    require_room_for_password(station, pending.command_id)
    both = (*known.pending_passwords, pending)
    return replace(station, credentials=replace(known, pending_passwords=both))


def expecting_profile(station: Station, pending: PendingProfile) -> Station:
    """The station is told to use a higher profile; what it was told before it may have taken.

    Of very many that ask for the same, the first ones stay: they ended without a refusal.
    """
    known = station.credentials.pending_profiles
    same = [one for one in known if one.profile == pending.profile]
    if pending in known or len(same) >= MOST_PENDING_OF_A_PROFILE:
        return station
    both = (*known, pending)
    return replace(station, credentials=replace(station.credentials, pending_profiles=both))


def not_taken(station: Station, command_id: str) -> Station:
    """The station has refused what this command brought; what others brought still counts."""
    known = station.credentials
    passwords = tuple(one for one in known.pending_passwords if one.command_id != command_id)
    profiles = tuple(one for one in known.pending_profiles if one.command_id != command_id)
    known = replace(known, pending_passwords=passwords, pending_profiles=profiles)
    return replace(station, credentials=known)


def forgetting_pending(station: Station) -> Station:
    """The operator has set a password: what was sent before must not open the door any more."""
    return replace(station, credentials=replace(station.credentials, pending_passwords=()))


def trusting(station: Station, certificate: TrustedCertificate) -> Station:
    """A certificate was issued or registered; the ones before it count until it is used."""
    known = station.credentials
    if known.certificate(certificate.fingerprint) is not None:
        return station
    return replace(
        station, credentials=replace(known, certificates=(*known.certificates, certificate))
    )


def distrusting(station: Station, fingerprint: str) -> Station:
    """A certificate was revoked, refused by the station, or has expired."""
    kept = tuple(one for one in station.credentials.certificates if one.fingerprint != fingerprint)
    return replace(station, credentials=replace(station.credentials, certificates=kept))
