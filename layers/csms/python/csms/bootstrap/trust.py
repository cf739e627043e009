"""Certificates: who signs them, and what they live through."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import boto3

from csms.bootstrap.connecting import clock, settings, table
from csms.bootstrap.shared import services

if TYPE_CHECKING:
    from csms.adapters.secrets import CertificateSecrets
    from csms.ocpp.certifying import Certifying
    from csms.stations.certificates import (
        CertificateAuthority,
        CertificateRepository,
        VehiclePki,
    )
    from csms.stations.signing import CertificateReader


@cache
def certificates() -> CertificateRepository:
    """Certificates of stations, and what they want signed."""
    from csms.adapters.dynamodb.certificates import DynamoCertificates

    return DynamoCertificates(table(settings().stations_table))


@cache
def certificate_reader() -> CertificateReader:
    """X.509; loads `cryptography`, so no socket function asks for it."""
    from csms.adapters.pki.reading import X509Reader

    return X509Reader()


@cache
def certificate_authority() -> CertificateAuthority | None:
    """Whoever signs for stations, if anybody does."""
    deployed = settings()
    if deployed.certificate_authority == "local":
        from csms.adapters.pki.local_authority import LocalAuthority

        return LocalAuthority(_secrets().local_authority())
    if deployed.certificate_authority == "private-ca":
        from csms.adapters.pki.private_ca import PrivateCa

        return PrivateCa(boto3.client("acm-pca"), deployed.private_ca_arn)
    return None


@cache
def vehicle_pki() -> VehiclePki:
    """The infrastructure of Plug & Charge; the local one loads `cryptography` when it is asked."""
    from csms.stations.certificates import NoVehiclePki

    deployed = settings()
    if deployed.vehicle_pki_url:
        from csms.adapters.pki.forwarding import ForwardingPki

        return ForwardingPki(deployed.vehicle_pki_url, _secrets().vehicle_pki_token)
    if deployed.certificate_authority == "local":
        from csms.adapters.pki.local_pki import LocalPki

        return LocalPki(_secrets().local_authority, certificates(), clock())
    return NoVehiclePki()


@cache
def _secrets() -> CertificateSecrets:
    from csms.adapters.secrets import CertificateSecrets, StoredSecret

    client = boto3.client("secretsmanager")
    return CertificateSecrets(StoredSecret(client, settings().certificate_secret_arn))


@cache
def certifying() -> Certifying:
    """What the life of certificates needs."""
    from csms.ocpp.certifying import Certifying

    shared = services()
    return Certifying(shared.stations, certificates(), shared.commands, shared.journal)
