"""BootNotification in any version: who the station is, and when it booted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from csms.stations.model import BootFacts
from csms.vendors.anomalies import Anomaly
from csms.vendors.boots import identified

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csms.ocpp.services import StationCall


def boot_facts(request: Mapping[str, Any], call: StationCall) -> BootFacts:
    """What the station says of itself, taken apart as its maker writes it."""
    if call.connection.protocol_assumed:
        call.notes.add(Anomaly.SUBPROTOCOL_ASSUMED)
    vendor, identity = identified(cast("dict[str, Any]", request), call.notes)
    call.services.senders.forget(call.station_id)
    return BootFacts(
        vendor=identity.vendor,
        model=identity.model,
        serial_number=identity.serial,
        firmware_version=identity.firmware,
        booted_at=call.received_at,
        reason=request.get("reason"),
        vendor_key=vendor.key,
        facts=identity.facts,
    )
