"""The frames of a session in the words of each version, as a station phrases them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from csms.charging.vocabulary import SessionKey
from csms.clock import to_text
from settlement_simulation import network
from settlement_simulation.plans import ABSURD, ABSURD_WH, Plan

if TYPE_CHECKING:
    from datetime import datetime

START, STOP, FREE, FULL = "start", "stop", "free", "full"
REGISTER = "Energy.Active.Import.Register"
UNKNOWN_TRANSACTION = 0
FREE_AFTER_S = 20


class Call(NamedTuple):
    """An action and its payload."""

    action: str
    payload: dict[str, Any]


def is_1_6(plan: Plan) -> bool:
    """Whether the CSMS gives the transaction's id."""
    return network.PROTOCOLS[network.site_of(plan.station_id)] == "ocpp1.6"


def reading_name(number: int) -> str:
    """The name of a meter frame, the first is 1."""
    return f"reading {number}"


def second_of_reading(plan: Plan, number: int) -> int:
    """When it is taken: evenly between start and stop."""
    return plan.lasts_s * number // (plan.readings + 1)


def start(plan: Plan, token_id: str) -> Call:
    """StartTransaction, or TransactionEvent Started."""
    at = plan.at(0)
    if is_1_6(plan):
        said = {"connectorId": plan.evse_id, "idTag": token_id, "meterStart": plan.begin_wh}
        return Call("StartTransaction", said | {"timestamp": to_text(at)})
    event = _event(plan, "Started", 0, at, plan.begin_wh, "Transaction.Begin")
    event["idToken"] = {"idToken": token_id, "type": "ISO14443"}
    event["triggerReason"] = "Authorized"
    return Call("TransactionEvent", event)


def reading(plan: Plan, number: int) -> Call:
    """MeterValues, or TransactionEvent Updated."""
    second = second_of_reading(plan, number)
    at, register_wh = plan.at(second), plan.register_at(second)
    if not is_1_6(plan):
        number = plan.numbers[reading_name(number)]
        event = _event(plan, "Updated", number, at, register_wh, "Sample.Periodic")
        event["transactionInfo"]["chargingState"] = state_at(plan, second)
        return Call("TransactionEvent", event)
    sample = {"value": str(register_wh), "measurand": REGISTER, "unit": "Wh"}
    value = {"timestamp": to_text(at), "sampledValue": [sample]}
    said = {"connectorId": plan.evse_id, "meterValue": [value]}
    known = plan.transaction_id is not None
    return Call(
        "MeterValues", said | ({"transactionId": _transaction_number(plan)} if known else {})
    )


def stop(plan: Plan) -> Call:
    """StopTransaction, or TransactionEvent Ended; some stations show an absurd register."""
    at, register_wh = plan.at(plan.ended_s), plan.register_at(plan.ended_s)
    leaves = plan.stays_s is None
    reason = "EVDisconnected" if leaves else "Local"
    if plan.kind == ABSURD:
        register_wh += ABSURD_WH
    if is_1_6(plan):
        said = {"transactionId": _transaction_number(plan), "meterStop": register_wh}
        return Call("StopTransaction", said | {"timestamp": to_text(at), "reason": reason})
    event = _event(plan, "Ended", plan.numbers[STOP], at, register_wh, "Transaction.End")
    state, trigger = ("Idle", "EVDeparted") if leaves else ("EVConnected", "StopAuthorized")
    event["transactionInfo"] |= {"stoppedReason": reason, "chargingState": state}
    return Call("TransactionEvent", event | {"triggerReason": trigger})


def full(plan: Plan) -> Call:
    """StatusNotification, or TransactionEvent Updated, which shows the register too: from now on
    the vehicle asks for nothing, or gets nothing.
    """
    second = plan.full_s or 0
    at = plan.at(second)
    if is_1_6(plan):
        said = {"connectorId": plan.evse_id, "errorCode": "NoError", "timestamp": to_text(at)}
        return Call("StatusNotification", said | {"status": state_at(plan, second)})
    number, register_wh = plan.numbers[FULL], plan.register_at(second)
    event = _event(plan, "Updated", number, at, register_wh, "Sample.Periodic")
    event["transactionInfo"]["chargingState"] = state_at(plan, second)
    return Call("TransactionEvent", event | {"triggerReason": "ChargingStateChanged"})


def state_at(plan: Plan, second: int) -> str:
    """What the vehicle does then, before the end."""
    if plan.full_s is None or second < plan.full_s:
        return "Charging"
    return "SuspendedEVSE" if plan.withheld else "SuspendedEV"


def free(plan: Plan) -> Call:
    """The connector is free again; nobody hurries to say so of who has left already."""
    at = to_text(plan.at(free_s(plan)))
    if is_1_6(plan):
        said = {"connectorId": plan.evse_id, "errorCode": "NoError", "status": "Available"}
        return Call("StatusNotification", said | {"timestamp": at})
    said = {"evseId": plan.evse_id, "connectorId": 1, "connectorStatus": "Available"}
    return Call("StatusNotification", said | {"timestamp": at})


def free_s(plan: Plan) -> int:
    """When the connector is said to be free."""
    return plan.ended_s + FREE_AFTER_S if plan.stays_s is None else plan.left_s


def _transaction_number(plan: Plan) -> int:
    return int(plan.transaction_id) if plan.transaction_id else UNKNOWN_TRANSACTION


def _event(
    plan: Plan, kind: str, seq_no: int, at: datetime, register_wh: int, context: str
) -> dict[str, Any]:
    sample = {"value": register_wh, "context": context, "measurand": REGISTER}
    return {
        "eventType": kind,
        "timestamp": to_text(at),
        "triggerReason": "MeterValuePeriodic",
        "seqNo": seq_no,
        "transactionInfo": {"transactionId": f"tx-{plan.name}", "chargingState": "Charging"},
        "evse": {"id": plan.evse_id, "connectorId": 1},
        "meterValue": [{"timestamp": to_text(at), "sampledValue": [sample]}],
    }


def key_of(plan: Plan) -> SessionKey:
    """The session that a station of 2.x gives its own id."""
    return SessionKey(plan.station_id, f"tx-{plan.name}")
