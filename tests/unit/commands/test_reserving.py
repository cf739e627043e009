from typing import Any

import pytest
from tests.builders import NOW, a_command, minutes

from csms import clock
from csms.commands.model import CommandState
from csms.commands.reserving import reservation_facts, reservation_number
from csms.stations.model import CurrentType, Evse, Station
from csms.stations.reservations import Reservation, ReservationState

STATION = Station("CP1", None, 0, None, (Evse(4, CurrentType.AC, None, (1,)),))
UNTIL = clock.to_text(minutes(60))


@pytest.mark.parametrize(
    ("action", "payload"),
    [
        ("reserve", {"evse_id": 4, "token_id": "tag", "expires_at": UNTIL, "reservation_id": 9}),
        (
            "ReserveNow",
            {"connectorId": 1, "idTag": "tag", "expiryDate": UNTIL, "reservationId": 9},
        ),
        (
            "ReserveNow",
            {"evseId": 4, "idToken": {"idToken": "tag"}, "expiryDateTime": UNTIL, "id": 9},
        ),
    ],
)
def test_every_wording_is_the_same_reservation(action: str, payload: dict[str, Any]) -> None:
    command = a_command(action=action, payload=payload, answer={"status": "Accepted"})
    assert reservation_facts(command, STATION) == Reservation(
        "CP1", 9, 4, "TAG", NOW, minutes(60), "C1", "Accepted"
    )


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"connectorId": "x", "idTag": 5, "expiryDate": "never"},
        {"idToken": [], "expiryDateTime": 7, "evseId": None},
    ],
)
def test_what_cannot_be_read_is_not_known(payload: dict[str, Any]) -> None:
    facts = reservation_facts(a_command(action="ReserveNow", payload=payload), None)
    assert facts is not None
    assert (facts.evse_id, facts.token_id, facts.valid_until) == (None, None, None)


def test_number_of_ours_is_derived_from_the_command() -> None:
    command = a_command(action="reserve", payload={})
    number = reservation_number(command)
    assert number == reservation_number(command)
    assert number is not None
    assert 0 < number < 1 << 31


def test_only_an_accepted_cancellation_ends_a_reservation() -> None:
    command = a_command(action="cancel_reservation", payload={"reservation_id": 9})
    assert reservation_facts(command, None) is None
    accepted = a_command(
        action="CancelReservation",
        payload={"reservationId": 9},
        answer={"status": "Accepted"},
        state=CommandState.ANSWERED,
    )
    assert reservation_facts(accepted, None) == Reservation(
        "CP1", 9, ended=ReservationState.CANCELLED, end_reason="CancelReservation"
    )


def test_other_commands_say_nothing() -> None:
    assert reservation_facts(a_command(), None) is None
    assert reservation_facts(a_command(action="CancelReservation", payload={}), None) is None


@pytest.mark.parametrize(
    ("fields", "minute", "state"),
    [
        ({}, 0, "pending"),
        ({"answer": "Accepted"}, 0, "accepted"),
        ({"answer": "Accepted"}, 60, "expired"),
        ({"answer": "Occupied"}, 60, "rejected"),
        ({"answer": "Accepted", "ended": ReservationState.CANCELLED}, 0, "cancelled"),
        ({"answer": "Accepted", "session_id": "S"}, 90, "used"),
    ],
)
def test_state_follows_from_the_facts(fields: dict[str, Any], minute: int, state: str) -> None:
    reservation = Reservation("CP1", 9, valid_until=minutes(60), **fields)
    assert reservation.state_at(minutes(minute)) == state
