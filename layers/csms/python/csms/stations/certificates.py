"""Certificates of stations: asked for, issued or registered, in use, at an end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from csms.ids import digest

# What 1.6 knows alone, and 2.x means where it says nothing: the client certificate towards us.
STATION_USE = "ChargingStationCertificate"


class RequestState(StrEnum):
    """requested → issued | refused."""

    REQUESTED = "requested"
    ISSUED = "issued"
    REFUSED = "refused"


class CertificateState(StrEnum):
    """issued → active | rejected (by the station); issued, active → revoked | expired."""

    ISSUED = "issued"
    ACTIVE = "active"
    REJECTED = "rejected"
    REVOKED = "revoked"
    EXPIRED = "expired"


class Ending(StrEnum):
    """What is noted of a certificate that nobody renewed."""

    SOON = "soon"
    ENDED = "ended"


# Of these a station may still come with the certificate.
IN_FORCE = (CertificateState.ISSUED, CertificateState.ACTIVE)


@dataclass(frozen=True, slots=True)
class SigningRequest:
    """A SignCertificate. `use` and `number` (2.1) are as the station gave them, and go back so.

    `chain` is what was issued, leaf first, so that a repeat sends the very same.
    """

    station_id: str
    csr: str
    requested_at: datetime
    use: str | None = None
    number: int | None = None
    state: RequestState = RequestState.REQUESTED
    reason: str | None = None
    chain: str | None = None

    @property
    def request_id(self) -> str:
        """The same for a repeat of the message."""
        return digest(self.csr, self.use, self.number)


@dataclass(frozen=True, slots=True)
class StationCertificate:
    """A certificate; `serial` is hexadecimal. `command_id` is of the CertificateSigned."""

    station_id: str
    serial: str
    fingerprint: str
    subject: str
    issuer: str
    not_before: datetime
    not_after: datetime
    use: str
    state: CertificateState
    recorded_at: datetime
    command_id: str | None = None


@dataclass(frozen=True, slots=True)
class Installed:
    """The station's last answer to GetInstalledCertificateIds, as it came."""

    reported_at: datetime
    answer: Mapping[str, Any]


class CertificateRepository(Protocol):
    """Requests and certificates by station."""

    def add_request(self, request: SigningRequest) -> None:
        """Keep a request; a repeat of one that is kept changes nothing. One request."""

    def request(self, station_id: str, request_id: str) -> SigningRequest | None:
        """The request."""

    def decide(self, request: SigningRequest) -> bool:
        """requested → the request's state, reason and chain; False if it was decided before."""

    def add(self, certificate: StationCertificate) -> None:
        """Keep a certificate; one with this serial stays as it is."""

    def get(self, station_id: str, serial: str) -> StationCertificate | None:
        """The certificate."""

    def set_state(self, certificate: StationCertificate, state: CertificateState) -> bool:
        """From the state that it has here; False if it has another by now."""

    def note_ending(self, certificate: StationCertificate, noted: Ending) -> None:
        """Note that it ends soon, or has ended, and none is in its place: an event, once each."""

    def of_station(self, station_id: str) -> tuple[list[StationCertificate], list[SigningRequest]]:
        """Everything kept of a station, the newest first."""

    def ending(self, month: datetime) -> list[tuple[str, str]]:
        """Station and serial of each certificate whose last month is this one."""

    def put_installed(self, station_id: str, installed: Installed) -> None:
        """Replace what the station said before."""

    def installed(self, station_id: str) -> Installed | None:
        """What it said last."""


class CertificateAuthority(Protocol):
    """Whoever signs for stations."""

    def issue(self, csr: str, use: str, key: str) -> str:
        """The chain in PEM, leaf first, without the root; `key` is the same at a repeat.

        Rejected: it will not. Unavailable: ask again.
        """


class VehiclePki(Protocol):
    """The public key infrastructure of Plug & Charge. None means: no answer can be had."""

    def contract_certificate(self, station_id: str, request: Mapping[str, Any]) -> str | None:
        """The answer, as EXI in base64, to a vehicle's request (Get15118EVCertificate)."""

    def ocsp_result(self, station_id: str, request: Mapping[str, Any]) -> str | None:
        """The answer of an OCSP responder, as DER in base64, to OCSPRequestDataType."""

    def chain_status(self, station_id: str, request: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """`status` and `nextUpdate` for a CertificateStatusRequestInfoType (2.1)."""


class NoVehiclePki:
    """VehiclePki where none is configured: nothing is vouched for."""

    def contract_certificate(self, station_id: str, request: Mapping[str, Any]) -> str | None:  # noqa: ARG002
        """Never."""
        return None

    def ocsp_result(self, station_id: str, request: Mapping[str, Any]) -> str | None:  # noqa: ARG002
        """Never."""
        return None

    def chain_status(self, station_id: str, request: Mapping[str, Any]) -> Mapping[str, Any] | None:  # noqa: ARG002
        """Never."""
        return None
