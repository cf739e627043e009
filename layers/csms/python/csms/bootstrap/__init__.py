"""Settings to services: the only package that names adapters. Built on first use, then kept."""

from csms.bootstrap.accounting import books, holds, ledger
from csms.bootstrap.alerting import (
    alert_channels,
    alert_deliveries,
    alert_queue,
    alert_rules,
    delivering,
    keeping_channels,
    planning,
)
from csms.bootstrap.announcing import alerts, event_bus, settlement_workflow
from csms.bootstrap.card_terminals import (
    station_payments,
    terminals,
    visiting,
    visits,
    watching_stations,
)
from csms.bootstrap.connecting import clock, settings
from csms.bootstrap.correcting import correcting, deciding
from csms.bootstrap.dispatch import anomalies, ocpp_services, profiles, traces, tracing
from csms.bootstrap.figuring import counting, figures
from csms.bootstrap.incidents import incident_needs, incidents, maintenance_windows
from csms.bootstrap.live import id_tokens, listeners, telling
from csms.bootstrap.oversight import (
    audit_log,
    disputing,
    money_desk,
    money_orders,
    reconciliation_queue,
    reconciliations,
    reconciling,
    stored_books,
)
from csms.bootstrap.paperwork import (
    checking,
    composing,
    documents,
    label_printer,
    legal_entities,
    renderer,
)
from csms.bootstrap.people import users
from csms.bootstrap.prepaying import credit, guarding, start_terms
from csms.bootstrap.provider import (
    paying,
    payment_checks,
    payment_secrets,
    payments,
    payouts,
    provider_events,
    saved_cards,
    taking_in,
    told_by_provider,
)
from csms.bootstrap.reserving import charging_reservations, reservation_fees
from csms.bootstrap.settling import capturing, card_crediting, posting
from csms.bootstrap.shared import Services, ending, seeing, services
from csms.bootstrap.station_links import (
    answer_timer,
    presence,
    requesting,
    station_looks,
    station_socket,
)
from csms.bootstrap.station_records import (
    configurations,
    cost_displays,
    dynamic_schedules,
    list_steps,
    local_lists,
    meter_keys,
    network_profiles,
)
from csms.bootstrap.trust import (
    certificate_authority,
    certificate_reader,
    certificates,
    certifying,
    vehicle_pki,
)

__all__ = [
    "Services",
    "alert_channels",
    "alert_deliveries",
    "alert_queue",
    "alert_rules",
    "alerts",
    "anomalies",
    "answer_timer",
    "audit_log",
    "books",
    "capturing",
    "card_crediting",
    "certificate_authority",
    "certificate_reader",
    "certificates",
    "certifying",
    "charging_reservations",
    "checking",
    "clock",
    "composing",
    "configurations",
    "correcting",
    "cost_displays",
    "counting",
    "credit",
    "deciding",
    "delivering",
    "disputing",
    "documents",
    "dynamic_schedules",
    "ending",
    "event_bus",
    "figures",
    "guarding",
    "holds",
    "id_tokens",
    "incident_needs",
    "incidents",
    "keeping_channels",
    "label_printer",
    "ledger",
    "legal_entities",
    "list_steps",
    "listeners",
    "local_lists",
    "maintenance_windows",
    "meter_keys",
    "money_desk",
    "money_orders",
    "network_profiles",
    "ocpp_services",
    "paying",
    "payment_checks",
    "payment_secrets",
    "payments",
    "payouts",
    "planning",
    "posting",
    "presence",
    "profiles",
    "provider_events",
    "reconciliation_queue",
    "reconciliations",
    "reconciling",
    "renderer",
    "requesting",
    "reservation_fees",
    "saved_cards",
    "seeing",
    "services",
    "settings",
    "settlement_workflow",
    "start_terms",
    "station_looks",
    "station_payments",
    "station_socket",
    "stored_books",
    "taking_in",
    "telling",
    "terminals",
    "told_by_provider",
    "traces",
    "tracing",
    "users",
    "vehicle_pki",
    "visiting",
    "visits",
    "watching_stations",
]
