"""Verbs that start and stop charging (1.6 §5.11, §5.12; 2.0.1 F01-F03)."""

from decimal import Decimal, InvalidOperation

from csms.charging.limits import limit_of
from csms.commands.model import Command
from csms.commands.sending import TELL_COST, Call
from csms.errors import Rejected
from csms.ocpp.phrasing.fields import V16, Verb, text, whole
from csms.ocpp.phrasing.own_ids import own_number
from csms.stations.model import Station

V21 = "ocpp2.1"
MOST = Decimal(10) ** 12


def _start(command: Command, protocol: str, station: Station) -> Call:
    evse_id, token = whole(command, "evse_id"), text(command, "token_id")
    if limit_of(command.payload) is not None and protocol != V21:
        raise Rejected("start: limit needs OCPP 2.1")
    if protocol == V16:
        number = station.connector_number(evse_id)
        return Call("RemoteStartTransaction", {"connectorId": number, "idTag": token})
    id_token = {"idToken": token, "type": "Central"}
    remote_start_id = own_number(command.command_id)
    return Call(
        "RequestStartTransaction",
        {"evseId": evse_id, "remoteStartId": remote_start_id, "idToken": id_token},
    )


def _stop(command: Command, protocol: str, _station: Station) -> Call:
    transaction_id = text(command, "transaction_id")
    if protocol != V16:
        return Call("RequestStopTransaction", {"transactionId": transaction_id})
    if not transaction_id.isdigit():
        raise Rejected("stop: transaction_id is a number in OCPP 1.6")
    return Call("RemoteStopTransaction", {"transactionId": int(transaction_id)})


def _tell_cost(command: Command, protocol: str, _station: Station) -> Call:
    """CostUpdated (2.0.1 I02): an amount with taxes, in major units of the station's currency."""
    if protocol == V16:
        raise Rejected("tell_cost: OCPP 1.6 has no message for it")
    try:
        cost = Decimal(text(command, "total_cost"))
    except InvalidOperation:
        cost = Decimal("NaN")
    if not cost.is_finite() or not 0 <= cost <= MOST:
        raise Rejected("tell_cost: total_cost is an amount such as 12.34")
    named = {"transactionId": text(command, "transaction_id")}
    return Call("CostUpdated", {"totalCost": cost, **named})


VERBS: dict[str, Verb] = {"start": _start, "stop": _stop, TELL_COST: _tell_cost}
