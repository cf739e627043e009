"""Verbs that start and stop charging (1.6 §5.11, §5.12; 2.0.1 F01-F03)."""

from csms.charging.limits import limit_of
from csms.commands.model import Command
from csms.commands.sending import Call
from csms.errors import Rejected
from csms.ocpp.phrasing.fields import V16, Verb, text, whole
from csms.ocpp.phrasing.own_ids import own_number
from csms.stations.model import Station

V21 = "ocpp2.1"


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


VERBS: dict[str, Verb] = {"start": _start, "stop": _stop}
