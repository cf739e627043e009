"""ReserveNow and CancelReservation (1.6 §5.13, §5.2; 2.0.1 H01, H02) as verbs of all versions."""

from datetime import datetime
from typing import Any

from csms import clock
from csms.commands.model import Command
from csms.commands.reserving import reservation_number
from csms.commands.sending import Call
from csms.errors import Rejected
from csms.ocpp.phrasing.fields import Verb
from csms.stations.model import Station
from csms.stations.reservations import LARGEST_NUMBER, LONGEST


def reserve(command: Command, protocol: str, station: Station) -> Call:
    """Keep an EVSE (0: any) for a token until a moment."""
    payload = command.payload
    token, evse_id = payload.get("token_id"), payload.get("evse_id", 0)
    if not isinstance(token, str) or not token:
        raise Rejected("reserve: token_id is needed")
    if isinstance(evse_id, bool) or not isinstance(evse_id, int) or evse_id < 0:
        raise Rejected("reserve: evse_id must be a whole number")
    try:
        until = clock.to_text(clock.from_text(str(payload.get("expires_at"))))
    except ValueError as error:
        raise Rejected("reserve: expires_at must be a time such as 2026-01-31T12:00:00Z") from error
    number = reservation_number(command)
    if protocol == "ocpp1.6":
        connector = station.connector_number(evse_id) if evse_id else 0
        facts: dict[str, Any] = {"connectorId": connector, "expiryDate": until, "idTag": token}
        group = {"parentIdTag": payload["group_id"]} if payload.get("group_id") else {}
        return Call("ReserveNow", {**facts, **group, "reservationId": number})
    facts = {"id": number, "expiryDateTime": until, "idToken": _central(token)}
    if evse_id:
        facts["evseId"] = evse_id
    if payload.get("group_id"):
        facts["groupIdToken"] = _central(payload["group_id"])
    return Call("ReserveNow", facts)


def cancel_reservation(command: Command, _protocol: str, _station: Station) -> Call:
    """Give the EVSE free."""
    number = reservation_number(command)
    if number is None:
        raise Rejected("cancel_reservation: reservation_id must be a whole number")
    return Call("CancelReservation", {"reservationId": number})


def require_bounds(call: Call, command: Command) -> None:
    """Refuse a reservation that nobody could keep in mind; verbs and raw actions alike."""
    if call.action not in {"ReserveNow", "CancelReservation"}:
        return
    for name in ("reservationId", "id"):
        if abs(call.payload.get(name, 0)) > LARGEST_NUMBER:
            raise Rejected(f"{call.action}: {name} has more than 31 bits")
    for name in ("expiryDate", "expiryDateTime"):
        if _is_beyond(call.payload.get(name), command.created_at + LONGEST):
            raise Rejected(f"{call.action}: {name} is more than a year ahead")


def _is_beyond(text: Any, latest: datetime) -> bool:
    try:
        return text is not None and clock.from_text(text) > latest
    except ValueError:
        return False


def _central(token: str) -> dict[str, str]:
    return {"idToken": token, "type": "Central"}


VERBS: dict[str, Verb] = {"reserve": reserve, "cancel_reservation": cancel_reservation}
