"""From events to signals. An event that means nothing here makes none."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from csms import clock
from csms.incidents.model import Kind, Place, Severity
from csms.incidents.reading_money import READERS as READERS_OF_MONEY
from csms.incidents.signalling import Detail, place_of, signal_of
from csms.incidents.signals import Signal

FAULTED = "Faulted"
OFFLINE = {
    "disconnected": "Its connection has ended",
    "silent": "It has said nothing for a long time",
}


def signals_of(event: Mapping[str, Any]) -> list[Signal]:
    """What an event of EventBridge says: one of ours, or one of AWS about our own parts.

    ValueError, KeyError: it is none that can be read.
    """
    detail, kind = event["detail"], str(event["detail-type"])
    of_aws = AWS_READERS.get(kind)
    if of_aws is not None:
        return list(of_aws(event, detail))
    return [one for read in READERS.get(kind, ()) for one in read(detail)]


def _connector(detail: Detail) -> Iterator[Signal]:
    """Only the word counts: an error code beside another status is none (ABB-7)."""
    place = place_of(detail)
    object_id = f"{place.station_id}/{place.evse_id}/{place.connector_id}"
    names = ("error_code", "vendor_error_code")
    facts = {name: str(detail[name]) for name in names if name in detail}
    present = detail["status"] == FAULTED
    yield signal_of(Kind.CONNECTOR_FAULTED, object_id, detail, present=present, facts=facts)


def _offline(detail: Detail) -> Iterator[Signal]:
    facts = {"reason": OFFLINE.get(detail.get("reason", ""), OFFLINE["disconnected"])}
    yield signal_of(Kind.STATION_OFFLINE, detail["station_id"], detail, facts=facts)


def _online(detail: Detail) -> Iterator[Signal]:
    yield signal_of(Kind.STATION_OFFLINE, detail["station_id"], detail, present=False)


def _booted(detail: Detail) -> Iterator[Signal]:
    yield signal_of(Kind.BOOT_LOOP, detail["station_id"], detail, counted=True)


def _start_failed(detail: Detail) -> Iterator[Signal]:
    facts = {"reason": str(detail.get("reason", "refused"))}
    yield signal_of(Kind.FAILED_STARTS, detail["station_id"], detail, counted=True, facts=facts)


def _security(detail: Detail) -> Iterator[Signal]:
    object_id = f"{detail['station_id']}/{detail['type']}"
    yield signal_of(Kind.SECURITY_EVENT, object_id, detail, facts={"type": str(detail["type"])})


def _certificate(detail: Detail) -> Iterator[Signal]:
    ended = detail["kind"] == "station.certificate_expired"
    facts = {"use": str(detail["use"]), "not_after": str(detail["not_after"])}
    severity = Severity.CRITICAL if ended else Severity.MINOR
    object_id = f"{detail['station_id']}/{detail['use']}"
    yield signal_of(Kind.CERTIFICATE_ENDING, object_id, detail, facts=facts, severity=severity)


def _certified(detail: Detail) -> Iterator[Signal]:
    object_id = f"{detail['station_id']}/{detail['use']}"
    yield signal_of(Kind.CERTIFICATE_ENDING, object_id, detail, present=False)


def _drift(detail: Detail) -> Iterator[Signal]:
    present = detail["kind"] == "station.configuration_drifted"
    names = ", ".join(str(one) for one in detail.get("names", ()))
    station_id = detail["station_id"]
    facts = {"names": names}
    kind = Kind.CONFIGURATION_DRIFT
    yield signal_of(kind, station_id, detail, present=present, counted=True, facts=facts)


def _alarm(event: Detail, detail: Detail) -> Iterator[Signal]:
    """CloudWatch's word on one of our alarms, a dead letter queue's or any other."""
    name, state = str(detail["alarmName"]), detail["state"]
    kind = Kind.DEAD_LETTERS if "DeadLetters" in name else Kind.SERVICE_ALARM
    facts = {"alarm": name, "says": str(detail.get("configuration", {}).get("description", ""))}
    if state["value"] in {"ALARM", "OK"}:
        at, present = clock.from_text(event["time"]), state["value"] == "ALARM"
        yield Signal(kind, name, at, str(event["id"]), present, facts=facts)


def _execution(event: Detail, detail: Detail) -> Iterator[Signal]:
    """A settlement that ended as no settlement may; the execution is named by its session."""
    if detail["status"] in {"FAILED", "TIMED_OUT", "ABORTED"}:
        session_id = str(detail["name"])
        at, place = clock.from_text(event["time"]), Place(session_id=session_id)
        facts = {"status": str(detail["status"]), "execution": str(detail["executionArn"])}
        kind = Kind.SETTLEMENT_FAILED
        yield Signal(kind, session_id, at, str(event["id"]), True, place, facts=facts)


READERS: Mapping[str, tuple[Callable[[Detail], Iterator[Signal]], ...]] = {
    "connector.status_changed": (_connector,),
    "station.offline": (_offline,),
    "station.online": (_online,),
    "station.booted": (_booted,),
    "station.security_event": (_security,),
    "station.certificate_ending": (_certificate,),
    "station.certificate_expired": (_certificate,),
    "station.certificate_in_force": (_certified,),
    "station.configuration_drifted": (_drift,),
    "station.configuration_agrees": (_drift,),
    "session.start_failed": (_start_failed,),
    **READERS_OF_MONEY,
}
AWS_READERS: Mapping[str, Callable[[Detail, Detail], Iterator[Signal]]] = {
    "CloudWatch Alarm State Change": _alarm,
    "Step Functions Execution Status Change": _execution,
}
