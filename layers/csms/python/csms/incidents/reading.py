"""From events to signals. An event that means nothing here makes none."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from csms import clock
from csms.incidents.model import Kind, Place, Severity
from csms.incidents.signals import Signal

Detail = Mapping[str, Any]
FAULTED = "Faulted"
BOOKS = "books"
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
    place = _place(detail)
    object_id = f"{place.station_id}/{place.evse_id}/{place.connector_id}"
    names = ("error_code", "vendor_error_code")
    facts = {name: str(detail[name]) for name in names if name in detail}
    present = detail["status"] == FAULTED
    yield _signal(Kind.CONNECTOR_FAULTED, object_id, detail, present=present, facts=facts)


def _offline(detail: Detail) -> Iterator[Signal]:
    facts = {"reason": OFFLINE.get(detail.get("reason", ""), OFFLINE["disconnected"])}
    yield _signal(Kind.STATION_OFFLINE, detail["station_id"], detail, facts=facts)


def _online(detail: Detail) -> Iterator[Signal]:
    yield _signal(Kind.STATION_OFFLINE, detail["station_id"], detail, present=False)


def _booted(detail: Detail) -> Iterator[Signal]:
    yield _signal(Kind.BOOT_LOOP, detail["station_id"], detail, counted=True)


def _start_failed(detail: Detail) -> Iterator[Signal]:
    facts = {"reason": str(detail.get("reason", "refused"))}
    yield _signal(Kind.FAILED_STARTS, detail["station_id"], detail, counted=True, facts=facts)


def _security(detail: Detail) -> Iterator[Signal]:
    object_id = f"{detail['station_id']}/{detail['type']}"
    yield _signal(Kind.SECURITY_EVENT, object_id, detail, facts={"type": str(detail["type"])})


def _certificate(detail: Detail) -> Iterator[Signal]:
    ended = detail["kind"] == "station.certificate_expired"
    facts = {"use": str(detail["use"]), "not_after": str(detail["not_after"])}
    severity = Severity.CRITICAL if ended else Severity.MINOR
    object_id = f"{detail['station_id']}/{detail['use']}"
    yield _signal(Kind.CERTIFICATE_ENDING, object_id, detail, facts=facts, severity=severity)


def _certified(detail: Detail) -> Iterator[Signal]:
    object_id = f"{detail['station_id']}/{detail['use']}"
    yield _signal(Kind.CERTIFICATE_ENDING, object_id, detail, present=False)


def _drift(detail: Detail) -> Iterator[Signal]:
    present = detail["kind"] == "station.configuration_drifted"
    names = ", ".join(str(one) for one in detail.get("names", ()))
    station_id = detail["station_id"]
    facts = {"names": names}
    kind = Kind.CONFIGURATION_DRIFT
    yield _signal(kind, station_id, detail, present=present, counted=True, facts=facts)


def _silent(detail: Detail) -> Iterator[Signal]:
    yield _signal(Kind.SESSION_SILENT, detail["session_id"], detail)


def _not_silent(detail: Detail) -> Iterator[Signal]:
    yield _signal(Kind.SESSION_SILENT, detail["session_id"], detail, present=False)


def _review(detail: Detail) -> Iterator[Signal]:
    yield _signal(Kind.SESSION_REVIEW, detail["session_id"], detail)


def _settled(detail: Detail) -> Iterator[Signal]:
    for kind in (Kind.SESSION_REVIEW, Kind.SETTLEMENT_FAILED):
        yield _signal(kind, detail["session_id"], detail, present=False)


def _gap(detail: Detail) -> Iterator[Signal]:
    checks = ", ".join(str(one) for one in detail["checks"])
    facts = {"gaps": str(detail["gap_count"]), "checks": checks, "report": detail["report_id"]}
    yield _signal(Kind.MONEY_GAP, BOOKS, detail, facts=facts)


def _disputed(detail: Detail) -> Iterator[Signal]:
    """Over when the bank has decided, or it was only a warning."""
    facts = {"payment": str(detail["payment_id"]), "dispute": str(detail["dispute_id"])}
    facts |= {name: str(detail[name]) for name in ("reason", "state")}
    present = detail["state"] == "open"
    dispute_id = detail["dispute_id"]
    yield _signal(Kind.PAYMENT_DISPUTED, dispute_id, detail, present=present, facts=facts)


def _agrees(detail: Detail) -> Iterator[Signal]:
    yield _signal(Kind.MONEY_GAP, BOOKS, detail, present=False)


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


def _signal(  # noqa: PLR0913  what a signal may have beside what each event has
    kind: Kind,
    object_id: str,
    detail: Detail,
    *,
    present: bool = True,
    counted: bool = False,
    facts: Mapping[str, str] | None = None,
    severity: Severity | None = None,
) -> Signal:
    at = clock.from_text(detail["occurred_at"])
    mark = str(detail["event_id"])
    return Signal(
        kind, object_id, at, mark, present, _place(detail), severity, counted, facts or {}
    )


def _place(detail: Detail) -> Place:
    numbers = [detail.get(name) for name in ("evse_id", "connector_id")]
    evse_id, connector_id = (None if one is None else int(one) for one in numbers)
    session_id = detail.get("session_id")
    return Place(detail.get("site_id"), detail.get("station_id"), evse_id, connector_id, session_id)


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
    "session.silent": (_silent,),
    "session.stopped": (_not_silent,),
    "session.review": (_review,),
    "session.settled": (_settled,),
    "money.dispute_changed": (_disputed,),
    "money.gap_found": (_gap,),
    "money.books_agree": (_agrees,),
}
AWS_READERS: Mapping[str, Callable[[Detail, Detail], Iterator[Signal]]] = {
    "CloudWatch Alarm State Change": _alarm,
    "Step Functions Execution Status Change": _execution,
}
