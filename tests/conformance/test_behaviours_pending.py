"""Behaviour 13 again: what a station may have taken already is neither forgotten nor lowered."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from tests.conformance.test_behaviours_security import (
    V201,
    answer_last,
    register,
    rotate,
    trust,
)
from tests.functional.dialling import V16, Streams, basic, certificate, dial, refused
from tests.functional.test_command_delivery import frames_to
from tests.network import PASSWORD

from csms.bootstrap import services

if TYPE_CHECKING:
    from tests.functional.station import Station
    from tests.http_api import Answer, Caller

KEY = {"key": "AuthorizationKey", "value": "y" * 16}
ANSWERS: dict[str, Any] = {
    V16: lambda status: {"status": status},
    V201: lambda status: {
        "setVariableResult": [
            {
                "attributeStatus": status,
                "component": {"name": "SecurityCtrlr"},
                "variable": {"name": "SecurityProfile"},
            }
        ]
    },
}


def profile(operator: Caller, value: int) -> Answer:
    payload = {"key": "SecurityProfile", "value": value}
    return operator.post(
        "/stations/CP1/commands", {"action": "set_configuration", "payload": payload}
    )


def told(operator: Caller, streams: Streams, value: int) -> None:
    assert profile(operator, value).status == 202
    streams.run()


def unanswered(streams: Streams, command_id: str) -> None:
    """The time to answer is over."""
    late = datetime.now(UTC) + timedelta(hours=1)
    assert services().commands.time_out("CP1", command_id, late)
    streams.run()


def on_the_way(operator: Caller, protocol: str = V16) -> tuple[Station, Streams]:
    register(operator, security_profile=1)
    trust()
    return dial(basic(PASSWORD.encode()), protocol=protocol), Streams()


# -------------------------------------------------------------------- profiles


@pytest.mark.parametrize("protocol", [V16, V201])
@pytest.mark.parametrize("first", ["Accepted", "RebootRequired", None])
def test_behaviour_13_a_refusal_takes_back_what_its_own_command_asked_for_only(
    operator: Caller, protocol: str, first: str | None
) -> None:
    station, streams = on_the_way(operator, protocol)
    told(operator, streams, 3)
    if first is None:
        unanswered(streams, frames_to()[-1][1])
    else:
        answer_last(station, ANSWERS[protocol](first))
        streams.run()
    told(operator, streams, 3)
    answer_last(station, ANSWERS[protocol]("Rejected"))
    streams.run()
    assert operator.get("/stations/CP1").json["pending_security_profile"] == 3
    dial(certificate(), protocol=protocol)
    assert operator.get("/stations/CP1").json["security_profile"] == 3


def test_behaviour_13_both_ways_up_are_refused_one_after_the_other(operator: Caller) -> None:
    station, streams = on_the_way(operator)
    told(operator, streams, 2)
    answer_last(station, {"status": "Accepted"})
    streams.run()
    told(operator, streams, 3)
    answer_last(station, {"status": "Rejected"})
    streams.run()
    assert operator.get("/stations/CP1").json["pending_security_profile"] == 2
    assert refused(certificate())
    dial(basic(PASSWORD.encode()))
    shown = operator.get("/stations/CP1").json
    assert (shown["security_profile"], shown["pending_security_profile"]) == (2, None)


def test_behaviour_13_a_connection_proves_what_it_can_prove(operator: Caller) -> None:
    station, streams = on_the_way(operator)
    told(operator, streams, 2)
    answer_last(station, {"status": "Accepted"})
    streams.run()
    told(operator, streams, 3)
    dial(basic(PASSWORD.encode()))
    shown = operator.get("/stations/CP1").json
    assert (shown["security_profile"], shown["pending_security_profile"]) == (2, 3)
    dial(certificate())


@pytest.mark.parametrize("lower", [1, 2])
@pytest.mark.parametrize("answered", [True, False])
def test_behaviour_13_a_station_that_was_told_to_go_up_is_not_told_to_go_down(
    operator: Caller, lower: int, answered: bool
) -> None:
    station, streams = on_the_way(operator)
    told(operator, streams, 3)
    if answered:
        answer_last(station, {"status": "Accepted"})
        streams.run()
    answer = profile(operator, lower)
    assert answer.status == 422
    assert "downgrade" in answer.json["detail"]
    wanted = {"values": {"SecurityProfile": lower}}
    assert operator.put("/stations/CP1/configuration", wanted).status == 422
    dial(certificate())


def test_behaviour_13_a_lower_profile_that_queued_before_is_not_sent_after(
    operator: Caller,
) -> None:
    station, streams = on_the_way(operator)
    told(operator, streams, 2)
    assert profile(operator, 3).status == 202
    queued = profile(operator, 2)
    assert queued.status == 202
    answer_last(station, {"status": "Accepted"})
    streams.run()
    answer_last(station, {"status": "Accepted"})
    streams.run()
    assert frames_to()[-1][3]["value"] == "3"
    failed = operator.get(f"/stations/CP1/commands/{queued.json['command_id']}").json
    assert failed["state"] == "failed"
    assert "downgrade" in failed["error"]
    dial(certificate())


def test_behaviour_13_repeats_without_an_answer_do_not_pile_up(operator: Caller) -> None:
    _, streams = on_the_way(operator)
    for _ in range(5):
        told(operator, streams, 3)
        unanswered(streams, frames_to()[-1][1])
    station = services().stations.get("CP1")
    assert station is not None
    assert [one.profile for one in station.credentials.pending_profiles] == [3, 3, 3]
    dial(certificate())


def test_behaviour_13_a_pending_profile_never_lowers_what_the_operator_has_set(
    operator: Caller,
) -> None:
    _, streams = on_the_way(operator)
    told(operator, streams, 2)
    register(operator, security_profile=3)
    dial(certificate())
    assert operator.get("/stations/CP1").json["security_profile"] == 3


# -------------------------------------------------------------------- passwords


def three_sent(operator: Caller) -> tuple[Station, Streams, list[str]]:
    """Each was sent, and its answer lost."""
    streams = Streams()
    station = dial(basic(PASSWORD.encode()))
    sent = []
    for _ in range(3):
        sent.append(rotate(operator, streams))
        unanswered(streams, frames_to()[-1][1])
    return station, streams, sent


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("password/rotate", None),
        ("commands", {"action": "rotate_password", "payload": {"password": "x" * 16}}),
        ("commands", {"action": "ChangeConfiguration", "payload": KEY}),
        ("commands", {"action": "set_configuration", "payload": KEY}),
    ],
)
def test_behaviour_13_a_fourth_password_is_refused_and_none_of_three_is_forgotten(
    operator: Caller, path: str, body: Any
) -> None:
    _, streams, sent = three_sent(operator)
    frames = len(frames_to())
    answer = operator.post(f"/stations/CP1/{path}", body)
    assert answer.status == 409, answer.text
    assert "not used yet" in answer.json["detail"]
    streams.run()
    assert len(frames_to()) == frames
    dial(basic(sent[0].encode()))
    assert operator.post(f"/stations/CP1/{path}", body).status == 202


def test_behaviour_13_passwords_that_wait_to_be_sent_count_among_the_three(
    operator: Caller,
) -> None:
    asked = [operator.post("/stations/CP1/password/rotate").status for _ in range(4)]
    assert asked == [202, 202, 202, 409]


def test_behaviour_13_a_fourth_password_that_had_queued_is_not_sent(operator: Caller) -> None:
    streams = Streams()
    dial(basic(PASSWORD.encode()))
    first = rotate(operator, streams)
    raw = {"action": "ChangeConfiguration", "payload": KEY}
    queued = [operator.post("/stations/CP1/commands", raw).json["command_id"] for _ in range(3)]
    for _ in range(3):
        unanswered(streams, frames_to()[-1][1])
    failed = operator.get(f"/stations/CP1/commands/{queued[-1]}")
    assert failed.json["state"] == "failed"
    assert "not used yet" in failed.json["error"]
    assert len(frames_to()) == 3
    dial(basic(first.encode()))


def test_behaviour_13_a_repeat_of_the_third_rotation_is_no_fourth(operator: Caller) -> None:
    streams = Streams()
    dial(basic(PASSWORD.encode()))
    for key in ("a", "b", "c"):
        assert operator.post("/stations/CP1/password/rotate", key=key).status == 202
        streams.run()
        unanswered(streams, frames_to()[-1][1])
    assert operator.post("/stations/CP1/password/rotate", key="c").status == 202
    assert operator.post("/stations/CP1/password/rotate", key="d").status == 409


def test_behaviour_13_a_password_of_the_operator_makes_room(operator: Caller) -> None:
    three_sent(operator)
    register(operator, password="another-password-of-ours")
    assert operator.post("/stations/CP1/password/rotate").status == 202
