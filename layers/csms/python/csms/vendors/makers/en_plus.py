"""EN+, also sold as cord and EV Switch and with cars: known by the vendorId of its statuses."""

import json
import re

from csms.stations.model import Fault
from csms.vendors.anomalies import Anomaly
from csms.vendors.model import Match, Notes, Payload, Quirk, Traits, Vendor

NAME = "EN+"
_MASK = re.compile(r"[01]{32}")


def _status(payload: Payload, notes: Notes) -> Payload:
    """A fault for each flag of the mask, by its number; what the flags mean is not published."""
    payload, reason = _readable_info(payload)
    mask = payload.get("vendorErrorCode", "")
    if _MASK.fullmatch(mask):
        bits = (number for number, flag in enumerate(mask) if flag == "1")
        notes.faults.extend(Fault(NAME, f"bit {number}", reason) for number in bits)
    return payload


def _readable_info(payload: Payload) -> tuple[Payload, str | None]:
    """The JSON document in `info` as words; and the reason it gives."""
    try:
        told = json.loads(payload.get("info", ""))
    except (ValueError, RecursionError):
        return payload, None
    if not isinstance(told, dict) or any(isinstance(one, dict | list) for one in told.values()):
        return payload, None
    reason = told.get("reason")
    words = ", ".join(f"{name}={value}" for name, value in told.items())
    return payload | {"info": words}, reason if isinstance(reason, str) else None


def _meter_values(payload: Payload, notes: Notes) -> Payload:
    """A sample without a context has that of the others of its entry, if they agree."""
    entries = payload.get("meterValue", [])
    return payload | {"meterValue": [_with_context(entry, notes) for entry in entries]}


def _with_context(entry: Payload, notes: Notes) -> Payload:
    samples = entry.get("sampledValue", [])
    contexts = {one["context"] for one in samples if "context" in one}
    if len(contexts) != 1 or all("context" in one for one in samples):
        return entry
    notes.add(Anomaly.CONTEXT_INHERITED)
    (context,) = contexts
    return entry | {"sampledValue": [{"context": context} | one for one in samples]}


VENDOR = Vendor(
    key="en-plus",
    name=NAME,
    matches=(Match(vendor=NAME),),
    quirks=(
        Quirk(
            "ENP-1",
            says="vendorErrorCode is a mask of 32 flags, info a JSON document in a text",
            handled="a fault for each flag, numbered from the left, with the reason of info",
            source="lbbrhzn#211, #1517",
            grade="A",
        ),
        Quirk(
            "ENP-2",
            says="MeterValues with the id of the finished transaction, until power is cut",
            handled="a session that has stopped stays so, at the register of its stop",
            source="evcc#14673",
            grade="A",
        ),
        Quirk(
            "ENP-3",
            says="the samples of one entry have a context, all but one",
            handled="that one has the context of the others",
            source="evcc#15691",
            grade="A",
        ),
        Quirk(
            "ENP-4",
            says="ChangeAvailability makes the station drop the socket and boot again and again",
            handled="not sent as a verb; the operator is told why",
            source="evcc f2a69620c, d57d3f974 (#30113), firmware 1.1.805",
            grade="B",
            test="unit/vendors/test_en_plus.py::test_change_availability_is_not_sent_and_says_why",
        ),
        Quirk(
            "ENP-5",
            says="no WebSocket pong",
            handled="no ping is sent; any message of a station is a sign of its life",
            source="lbbrhzn#211",
            grade="B",
            test="unit/vendors/test_en_plus.py::test_no_function_asks_a_station_for_a_pong",
        ),
    ),
    traits=Traits(unsupported_actions=frozenset({"ChangeAvailability"}), repeats_finished_ids=True),
    incoming={"StatusNotification": _status, "MeterValues": _meter_values},
    vendor_ids=(NAME,),
)
