"""What a frame meets: services of the OCPP handlers, habits, oddities, traces."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from csms.bootstrap.card_terminals import station_payments
from csms.bootstrap.connecting import clock, settings, table
from csms.bootstrap.prepaying import credit, start_terms
from csms.bootstrap.shared import services
from csms.bootstrap.station_records import dynamic_schedules
from csms.bootstrap.trust import certificates, vehicle_pki
from csms.stations.connectivity import LastSeen
from csms.tariffs.remembering import RememberedTariffs

if TYPE_CHECKING:
    from csms.ocpp.services import OcppServices
    from csms.settlement.vat_numbers import VatNumbers
    from csms.stations.anomalies import AnomalyRepository
    from csms.stations.profile import ProfileRepository
    from csms.stations.traces import TraceRepository, Tracing


@cache
def ocpp_services() -> OcppServices:
    """What the message handler needs."""
    from csms.ocpp.senders import Senders
    from csms.ocpp.services import OcppServices
    from csms.stations.anomalies import AnomalyLog

    shared = services()
    return OcppServices(
        stations=shared.stations,
        tokens=shared.tokens,
        sessions=shared.sessions,
        telemetry=shared.telemetry,
        starting=replace(shared.starting, terms=start_terms()),
        commands=shared.commands,
        reservations=shared.reservations,
        last_seen=LastSeen(shared.stations),
        journal=shared.journal,
        reports=shared.reports,
        vat_numbers=vat_numbers(),
        certificates=certificates(),
        vehicle_pki=vehicle_pki(),
        signing=settings().certificate_authority != "none",
        senders=Senders(profiles()),
        anomalies=AnomalyLog(anomalies()),
        tracing=tracing(),
        dynamic_schedules=dynamic_schedules(),
        shown_tariffs=RememberedTariffs(shared.tariffs),
        station_payments=station_payments(),
        receipts_url=receipts_url(),
        heartbeat_interval_s=shared.settings.heartbeat_interval_s,
        credit=credit(),
    )


def vat_numbers() -> VatNumbers:
    """A register, if the deployment names one; else their form alone."""
    from csms.settlement.vat_numbers import FormOfVatNumbers

    url = settings().vat_register_url
    if not url:
        return FormOfVatNumbers()
    from csms.adapters.vat_register import VatRegister

    return VatRegister(url)


def receipts_url() -> str:
    """What a receipt's token is put behind; empty where the deployment does not say its address."""
    from csms.receipts.document import PUBLIC_PATH

    base = settings().public_url.rstrip("/")
    return f"{base}{PUBLIC_PATH}" if base else ""


@cache
def profiles() -> ProfileRepository:
    """What is known of stations' habits."""
    from csms.adapters.dynamodb.profiles import DynamoProfiles

    return DynamoProfiles(table(settings().stations_table))


@cache
def anomalies() -> AnomalyRepository:
    """What was odd in stations' frames."""
    from csms.adapters.dynamodb.anomalies import DynamoAnomalies

    return DynamoAnomalies(table(settings().telemetry_table))


@cache
def traces() -> TraceRepository:
    """Frames of stations that are being looked at."""
    from csms.adapters.dynamodb.traces import DynamoTraces

    return DynamoTraces(table(settings().telemetry_table), clock())


@cache
def tracing() -> Tracing:
    """Which stations are traced, as this process knows it."""
    from csms.stations.traces import Tracing

    return Tracing(traces())
