"""Certificates of stations: see them, register one of another authority, revoke."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends

from csms import bootstrap
from csms.errors import Conflict, NotFound, Rejected
from csms.ocpp.certifying import Certifying, end, record
from csms.stations.certificates import (
    IN_FORCE,
    STATION_USE,
    CertificateState,
    StationCertificate,
)
from csms.stations.model import Station
from csms.stations.subjects import belongs_to
from csms.web.fields import StationIdentity
from csms.web.needs import Needs
from operator_api.schemas.certificates import (
    CertificateIn,
    CertificatesView,
    CertificateView,
    InstalledView,
    certificate_view,
    installed_view,
    request_view,
)

router = APIRouter(prefix="/stations/{station_id:path}")


def _certifying() -> Certifying:
    return bootstrap.certifying()


Certificates = Annotated[Certifying, Depends(_certifying)]


@router.get("/certificates", summary="List a station's certificates")
def list_certificates(station_id: StationIdentity, needs: Certificates) -> CertificatesView:
    """With what it asked to be signed, and why that was refused."""
    certificates, requests = needs.certificates.of_station(station_id)
    return CertificatesView(
        items=[_view(one, needs) for one in certificates],
        requests=[request_view(one) for one in requests],
    )


@router.post(
    "/certificates",
    summary="Register a certificate of another authority",
    status_code=HTTPStatus.CREATED,
)
def register_certificate(
    station_id: StationIdentity, given: CertificateIn, needs: Certificates, shared: Needs
) -> CertificateView:
    """The station may connect with it, if CloudFront's trust store holds its authority."""
    station = _station(station_id, needs)
    read, now = bootstrap.certificate_reader().certificate(given.certificate), shared.clock()
    if read.not_after <= now:
        raise Rejected("The certificate has expired.")
    if not belongs_to(read.common_name, station_id, station.serial_number):
        raise Rejected("The common name has neither the serial number nor the identity.")
    before = needs.certificates.get(station_id, read.serial)
    if before is not None and (before.fingerprint, before.state) != (
        read.fingerprint,
        CertificateState.ACTIVE,
    ):
        raise Conflict(f"Serial number {read.serial} is known, and {before.state}.")
    certificate = StationCertificate(
        station_id=station_id,
        serial=read.serial,
        fingerprint=read.fingerprint,
        subject=read.subject,
        issuer=read.issuer,
        not_before=read.not_before,
        not_after=read.not_after,
        use=STATION_USE,
        state=CertificateState.ACTIVE,
        recorded_at=now,
    )
    record(certificate, needs)
    return _view(certificate, needs)


@router.post("/certificates/{serial}/revoke", summary="Revoke a certificate")
def revoke_certificate(
    station_id: StationIdentity, serial: str, needs: Certificates
) -> CertificateView:
    """It opens no socket any more, and an open one is closed. Again: nothing more happens."""
    certificate = needs.certificates.get(station_id, serial.upper())
    if certificate is None:
        raise NotFound(f"Station {station_id} has no certificate {serial}.")
    if certificate.state not in (*IN_FORCE, CertificateState.REVOKED):
        raise Conflict(f"The certificate is {certificate.state} already.")
    end(certificate, CertificateState.REVOKED, needs)
    return _view(needs.certificates.get(station_id, certificate.serial) or certificate, needs)


@router.get("/installed-certificates", summary="See what a station has installed")
def get_installed(station_id: StationIdentity, needs: Certificates) -> InstalledView:
    """As it answered last; ask anew with the command GetInstalledCertificateIds."""
    return installed_view(needs.certificates.installed(station_id))


def _station(station_id: str, needs: Certifying) -> Station:
    station = needs.stations.get(station_id)
    if station is None:
        raise NotFound(f"Station {station_id} is not registered.")
    return station


def _view(certificate: StationCertificate, needs: Certifying) -> CertificateView:
    station = needs.stations.get(certificate.station_id)
    connection = needs.stations.state(certificate.station_id).connection
    known = station.credentials.certificates if station else ()
    online = connection is not None and connection.connection_id is not None
    return certificate_view(
        certificate,
        {one.fingerprint for one in known},
        connection.certificate if connection is not None and online else None,
    )
