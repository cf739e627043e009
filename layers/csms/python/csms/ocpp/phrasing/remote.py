"""Verbs that act on the station at once (1.6 §5; 2.0.1 B11, C11, F05, F06, G03, G04)."""

from typing import Any

from csms.commands.model import Command
from csms.commands.sending import Call
from csms.errors import Rejected
from csms.ocpp.phrasing.fields import V16, Verb, choice, connector_number, text, whole
from csms.stations.model import Station

# What only the ExtendedTriggerMessage of the 1.6 security white paper can ask for.
_EXTENDED = {
    "LogStatusNotification": "LogStatusNotification",
    "SignChargePointCertificate": "SignChargePointCertificate",
    "SignChargingStationCertificate": "SignChargePointCertificate",
}


def _reset(command: Command, protocol: str, _station: Station) -> Call:
    words = {"soft": "Soft", "hard": "Hard"}
    if protocol != V16:
        words = {"soft": "OnIdle", "hard": "Immediate"}
    return Call("Reset", {"type": choice(command, "type", words, "soft")})


def _trigger(command: Command, protocol: str, station: Station) -> Call:
    message = text(command, "message")
    payload: dict[str, Any] = {"requestedMessage": message}
    if "evse_id" in command.payload:
        evse_id = whole(command, "evse_id")
        if protocol == V16:
            payload["connectorId"] = station.connector_number(evse_id)
        else:
            payload["evse"] = {"id": evse_id}
    if protocol == V16 and message in _EXTENDED:
        return Call("ExtendedTriggerMessage", payload | {"requestedMessage": _EXTENDED[message]})
    return Call("TriggerMessage", payload)


def _unlock(command: Command, protocol: str, station: Station) -> Call:
    evse_id = whole(command, "evse_id")
    if protocol == V16:
        return Call("UnlockConnector", {"connectorId": connector_number(command, station)})
    connector_id = whole(command, "connector_id", 1)
    return Call("UnlockConnector", {"evseId": evse_id, "connectorId": connector_id})


def _set_availability(command: Command, protocol: str, station: Station) -> Call:
    available = command.payload.get("available")
    if not isinstance(available, bool):
        raise Rejected("set_availability: available is true or false")
    word = "Operative" if available else "Inoperative"
    if protocol == V16:
        number = connector_number(command, station)
        return Call("ChangeAvailability", {"connectorId": number, "type": word})
    payload: dict[str, Any] = {"operationalStatus": word}
    if evse_id := whole(command, "evse_id", 0):
        payload["evse"] = {"id": evse_id}
        if connector_id := whole(command, "connector_id", 0):
            payload["evse"]["connectorId"] = connector_id
    return Call("ChangeAvailability", payload)


def _clear_cache(_command: Command, _protocol: str, _station: Station) -> Call:
    return Call("ClearCache", {})


VERBS: dict[str, Verb] = {
    "reset": _reset,
    "trigger": _trigger,
    "unlock": _unlock,
    "set_availability": _set_availability,
    "clear_cache": _clear_cache,
}
