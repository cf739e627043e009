"""What a command and its answer say of a reservation."""

from datetime import datetime
from typing import Any

from csms import clock
from csms.commands.model import Command, CommandState
from csms.drivers.model import normal_token_id
from csms.ids import positive_number
from csms.stations.model import Station
from csms.stations.reservations import Reservation, ReservationState
from csms.stations.watched_reservations import Watched

RESERVE = ("reserve", "ReserveNow")
CANCEL = ("cancel_reservation", "CancelReservation")


def reservation_number(command: Command) -> int | None:
    """The id in the command; one of ours, derived from the command, where it names none."""
    for name in ("reservation_id", "reservationId", "id"):
        number = command.payload.get(name)
        if isinstance(number, int) and not isinstance(number, bool):
            return number
    if command.action not in RESERVE:
        return None
    return positive_number(command.command_id)


def reservation_facts(command: Command, station: Station | None) -> Reservation | None:
    """The facts so far; None for another command, or one that was not accepted to cancel."""
    number = reservation_number(command)
    if number is None or number < 0:
        return None
    answer = _answer(command)
    if command.action in CANCEL:
        if answer != "Accepted":
            return None
        ended, why = ReservationState.CANCELLED, "CancelReservation"
        return Reservation(
            command.station_id,
            number,
            ended=ended,
            end_reason=why,
            cancelled_at=command.answered_at,
        )
    if command.action not in RESERVE:
        return None
    payload = command.payload
    return Reservation(
        station_id=command.station_id,
        number=number,
        evse_id=_evse_id(payload, station),
        token_id=_token_id(payload),
        requested_at=command.created_at,
        valid_until=_valid_until(payload),
        command_id=command.command_id,
        answer=answer,
        accepted_at=command.answered_at if answer == "Accepted" else None,
    )


def watched_of(facts: Reservation, command: Command, station: Station | None) -> Watched | None:
    """An accepted reservation to keep an eye on; None for any other command."""
    since, until = facts.requested_at, facts.valid_until
    if facts.answer != "Accepted" or since is None or until is None:
        return None
    number = (command.sent_payload or {}).get("connectorId")
    place: tuple[int, int | None] = (facts.evse_id or 0, None)
    if station and isinstance(number, int) and number > 0:
        place = station.place_of_connector(number)
    return Watched(facts.number, *place, since, until)


def _answer(command: Command) -> str | None:
    if command.state is CommandState.FAILED:
        return "Failed"
    status = (command.answer or {}).get("status")
    return None if status is None else str(status)


# A raw payload may hold anything: what cannot be read is not known.


def _evse_id(payload: dict[str, Any], station: Station | None) -> int | None:
    evse_id, connector = payload.get("evse_id", payload.get("evseId")), payload.get("connectorId")
    if isinstance(evse_id, int):
        return evse_id
    if not isinstance(connector, int):
        return None
    return station.place_of_connector(connector)[0] if station and connector > 0 else connector


def _token_id(payload: dict[str, Any]) -> str | None:
    token = payload.get("idToken")
    inner = token.get("idToken") if isinstance(token, dict) else None
    text = payload.get("token_id") or payload.get("idTag") or inner
    return normal_token_id(text) if isinstance(text, str) else None


def _valid_until(payload: dict[str, Any]) -> datetime | None:
    for name in ("expires_at", "expiryDate", "expiryDateTime"):
        text = payload.get(name)
        if isinstance(text, str):
            try:
                return clock.from_text(text)
            except ValueError:
                return None
    return None
