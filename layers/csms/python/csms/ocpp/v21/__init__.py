"""OCPP 2.1, station to CSMS: what 2.0.1 has, and what 2.1 adds or answers otherwise."""

from csms.ocpp import v201
from csms.ocpp.v21 import (
    battery_swap,
    certificates,
    der_control,
    event_streams,
    settlement,
    smart_charging,
)

ROUTES = v201.ROUTES | {
    "BatterySwap": battery_swap.battery_swap,
    "ClosePeriodicEventStream": event_streams.close_periodic_event_stream,
    "GetCertificateChainStatus": certificates.get_certificate_chain_status,
    "NotifyDERAlarm": der_control.notify_der_alarm,
    "NotifyDERStartStop": der_control.notify_der_start_stop,
    "NotifyEVChargingNeeds": smart_charging.notify_ev_charging_needs,
    "NotifyPriorityCharging": smart_charging.notify_priority_charging,
    "NotifySettlement": settlement.notify_settlement,
    "OpenPeriodicEventStream": event_streams.open_periodic_event_stream,
    "PullDynamicScheduleUpdate": smart_charging.pull_dynamic_schedule_update,
    "ReportDERControl": der_control.report_der_control,
    "SignCertificate": certificates.sign_certificate,
    "VatNumberValidation": settlement.vat_number_validation,
}

# Unconfirmed messages (message type 6): handled, never answered.
SENDS = {"NotifyPeriodicEventStream": event_streams.notify_periodic_event_stream}
