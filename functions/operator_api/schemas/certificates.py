"""Certificates of a station, what it asked to be signed, and what it has installed."""

import json
from typing import Any

from pydantic import BaseModel, Field

from csms.stations.certificates import (
    CertificateState,
    Installed,
    RequestState,
    SigningRequest,
    StationCertificate,
)
from csms.web import decimal_json
from csms.web.fields import Timestamp


class CertificateIn(BaseModel):
    """A certificate that somebody else has issued."""

    certificate: str = Field(
        min_length=64, max_length=10_000, description="PEM; of a chain, the first counts"
    )


class CertificateView(BaseModel):
    """A certificate; its state is that at present."""

    serial: str = Field(description="Hexadecimal")
    fingerprint: str = Field(description="SHA-256 of the DER form")
    subject: str
    issuer: str
    not_before: Timestamp
    not_after: Timestamp
    use: str = Field(examples=["ChargingStationCertificate"])
    state: CertificateState
    recorded_at: Timestamp
    command_id: str | None = Field(description="The CertificateSigned that brought it")
    trusted: bool = Field(description="It opens a socket of this station with security profile 3")
    connected: bool = Field(description="The present socket was opened with it")


class SigningRequestView(BaseModel):
    """A SignCertificate of the station."""

    request_id: str
    use: str | None
    requested_at: Timestamp
    state: RequestState
    reason: str | None = Field(description="Why it was refused")


class CertificatesView(BaseModel):
    """Everything kept of a station, the newest first."""

    items: list[CertificateView]
    requests: list[SigningRequestView]


class InstalledView(BaseModel):
    """The station's last answer to GetInstalledCertificateIds; null before the first."""

    reported_at: Timestamp | None
    answer: dict[str, Any] | None


def certificate_view(
    one: StationCertificate, trusted: set[str], connected: str | None
) -> CertificateView:
    """Present a certificate."""
    return CertificateView(
        serial=one.serial,
        fingerprint=one.fingerprint,
        subject=one.subject,
        issuer=one.issuer,
        not_before=one.not_before,
        not_after=one.not_after,
        use=one.use,
        state=one.state,
        recorded_at=one.recorded_at,
        command_id=one.command_id,
        trusted=one.fingerprint in trusted,
        connected=one.fingerprint == connected,
    )


def request_view(one: SigningRequest) -> SigningRequestView:
    """Present a request, without its content."""
    return SigningRequestView(
        request_id=one.request_id,
        use=one.use,
        requested_at=one.requested_at,
        state=one.state,
        reason=one.reason,
    )


def installed_view(found: Installed | None) -> InstalledView:
    """Present what is installed."""
    if found is None:
        return InstalledView(reported_at=None, answer=None)
    answer = json.loads(decimal_json.dumps(found.answer))
    return InstalledView(reported_at=found.reported_at, answer=answer)
