"""DataTransfer: what is known of makers' extensions is read, all is kept (1.6 §4.3, P02)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypedDict

from csms.ocpp.reporting import note
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
    """Read it if its maker's file says how; into the journal in any case. One write."""
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
    note(call, "DataTransfer", {**request, "understood": dict(found.facts)})
    answer: Answer = {"status": found.status}  # type: ignore[typeddict-item]
    return answer if found.answer is None else answer | {"data": found.answer}
