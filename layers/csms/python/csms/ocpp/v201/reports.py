"""Reports in many frames (2.0.1 B07, K09, N02, N09, O03): each frame is kept, read as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms.ocpp.reporting import keep_part

if TYPE_CHECKING:
    from csms.ocpp.services import StationCall
    from csms.ocpp.v201 import wire


def notify_report(
    request: wire.NotifyReportRequest, call: StationCall
) -> wire.NotifyReportResponse:
    """The device model, or a part of it (B07.FR.08, B08)."""
    keep_part(call, "NotifyReport", request)
    return {}


def notify_monitoring_report(
    request: wire.NotifyMonitoringReportRequest, call: StationCall
) -> wire.NotifyMonitoringReportResponse:
    """Which monitors are set (N02)."""
    keep_part(call, "NotifyMonitoringReport", request)
    return {}


def report_charging_profiles(
    request: wire.ReportChargingProfilesRequest, call: StationCall
) -> wire.ReportChargingProfilesResponse:
    """Which charging profiles are installed (K09)."""
    keep_part(call, "ReportChargingProfiles", request)
    return {}


def notify_customer_information(
    request: wire.NotifyCustomerInformationRequest, call: StationCall
) -> wire.NotifyCustomerInformationResponse:
    """What is known of a customer (N09); personal data."""
    keep_part(call, "NotifyCustomerInformation", request)
    return {}


def notify_display_messages(
    request: wire.NotifyDisplayMessagesRequest, call: StationCall
) -> wire.NotifyDisplayMessagesResponse:
    """Which messages are to be shown (O03)."""
    keep_part(call, "NotifyDisplayMessages", request)
    return {}
