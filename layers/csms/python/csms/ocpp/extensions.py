"""DataTransfer: what is known of makers' extensions is read, all is kept (1.6 §4.3, P02)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypedDict

from csms.charging.facts import ToldState
from csms.charging.ports import TelemetryRecord, transaction_series
from csms.charging.states import UNPLUGGED
from csms.ids import digest
from csms.ocpp.reporting import note
from csms.ocpp.times import station_time
from csms.vendors.model import Extension
from csms.vendors.registry import decoder, knows_extension_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import NotRequired

    from csms.ocpp.services import StationCall

Status = Literal["Accepted", "Rejected", "UnknownMessageId", "UnknownVendorId"]


class Answer(TypedDict):
    """DataTransfer.conf of 1.6, DataTransferResponse of 2.x."""

    status: Status
    data: NotRequired[str]


def data_transfer(request: Mapping[str, Any], call: StationCall) -> Answer:
    """Read it if its maker's file says how; into the journal in any case. One write, two for an
    unplug.
    """
    # EVBox leaves the vendorId out: it is the sender's own then.
    maker = call.sender.vendor
    vendor_id = request.get("vendorId") or next(iter(maker.vendor_ids), maker.name)
    message_id = request.get("messageId", "")
    read = decoder(vendor_id, message_id)
    if read is None:
        known = knows_extension_of(vendor_id)
        found = Extension("UnknownMessageId" if known else "UnknownVendorId")
    else:
        found = read(request.get("data"), call.notes)
    _keep_unplug(found.facts, call)
    note(call, "DataTransfer", {**request, "understood": dict(found.facts)})
    answer: Answer = {"status": found.status}  # type: ignore[typeddict-item]
    return answer if found.answer is None else answer | {"data": found.answer}


def _keep_unplug(facts: Mapping[str, Any], call: StationCall) -> None:
    """That a session's cable was unplugged is a state of its vehicle, as a 2.x event tells it."""
    transaction_id, at = facts.get("transaction_id"), facts.get("unplugged_at")
    if not isinstance(transaction_id, int | str) or not isinstance(at, str):
        return
    state = ToldState(station_time(at, call.received_at), UNPLUGGED)
    call.services.telemetry.record(
        TelemetryRecord(
            call.station_id,
            transaction_series(str(transaction_id)),
            digest("unplugged", transaction_id, at),
            call.received_at,
            readings=[],
            samples=[],
            state=state,
        )
    )
