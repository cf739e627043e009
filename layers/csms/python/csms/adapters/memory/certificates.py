"""Certificates in memory."""

from dataclasses import replace
from datetime import datetime

from csms.stations.certificates import (
    CertificateState,
    Ending,
    Installed,
    RequestState,
    SigningRequest,
    StationCertificate,
)


class MemoryCertificates:
    """CertificateRepository over dicts."""

    def __init__(self) -> None:
        """Start with none."""
        self._requests: dict[tuple[str, str], SigningRequest] = {}
        self._certificates: dict[tuple[str, str], StationCertificate] = {}
        self._installed: dict[str, Installed] = {}
        self.noted: dict[tuple[str, str], Ending] = {}

    def add_request(self, request: SigningRequest) -> None:
        """See the port."""
        self._requests.setdefault((request.station_id, request.request_id), request)

    def request(self, station_id: str, request_id: str) -> SigningRequest | None:
        """See the port."""
        return self._requests.get((station_id, request_id))

    def decide(self, request: SigningRequest) -> bool:
        """See the port."""
        key = request.station_id, request.request_id
        before = self._requests.get(key)
        if before is None or before.state is not RequestState.REQUESTED:
            return False
        self._requests[key] = replace(
            before, state=request.state, reason=request.reason, chain=request.chain
        )
        return True

    def add(self, certificate: StationCertificate) -> None:
        """See the port."""
        self._certificates.setdefault((certificate.station_id, certificate.serial), certificate)

    def get(self, station_id: str, serial: str) -> StationCertificate | None:
        """See the port."""
        return self._certificates.get((station_id, serial))

    def set_state(self, certificate: StationCertificate, state: CertificateState) -> bool:
        """See the port."""
        key = certificate.station_id, certificate.serial
        before = self._certificates.get(key)
        if before is None or before.state is not certificate.state:
            return False
        self._certificates[key] = replace(before, state=state)
        return True

    def note_ending(self, certificate: StationCertificate, noted: Ending) -> None:
        """See the port."""
        self.noted[certificate.station_id, certificate.serial] = noted

    def of_station(self, station_id: str) -> tuple[list[StationCertificate], list[SigningRequest]]:
        """See the port."""
        certificates = [one for one in self._certificates.values() if one.station_id == station_id]
        requests = [one for one in self._requests.values() if one.station_id == station_id]
        return (
            sorted(certificates, key=lambda one: one.recorded_at, reverse=True),
            sorted(requests, key=lambda one: one.requested_at, reverse=True),
        )

    def ending(self, month: datetime) -> list[tuple[str, str]]:
        """See the port."""
        wanted = month.year, month.month
        return sorted(
            key
            for key, one in self._certificates.items()
            if (one.not_after.year, one.not_after.month) == wanted
        )

    def put_installed(self, station_id: str, installed: Installed) -> None:
        """See the port."""
        self._installed[station_id] = installed

    def installed(self, station_id: str) -> Installed | None:
        """See the port."""
        return self._installed.get(station_id)
