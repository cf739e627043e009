"""Every action that a CSMS may send, in every version."""

import pytest
from tests.builders import a_command
from tests.memory_network import STATION
from tests.ocpp_payloads import minimal_request, minimal_response

from csms.commands.outcomes import REFUSALS
from csms.errors import Rejected
from csms.ocpp import schemas
from csms.ocpp.directions import FROM_STATION, outgoing_actions
from csms.ocpp.phrasing import own_number, phrase, phrase_somehow

COUNTS = {"ocpp1.6": 26, "ocpp2.0.1": 40, "ocpp2.1": 55}
OUTGOING = [
    (protocol, action)
    for protocol in schemas.FOLDERS
    for action in sorted(outgoing_actions(protocol))
]
EACH = pytest.mark.parametrize(("protocol", "action"), OUTGOING)
# Ours to give; what the least payload holds of them shall be given by us instead.
OWN = {
    "ocpp1.6": {"ReserveNow": "reservationId"},
    "ocpp2.0.1": {"ReserveNow": "id"},
}
YES = {
    "Accepted", "AcceptedCanceled", "Scheduled", "RebootRequired", "Unlocked", "Unpublished",
    "NotFound", "Unknown", "EmptyResultSet", "NoProfiles", "NoFirmware", "NoTariff",
}  # fmt: skip


@pytest.mark.parametrize("protocol", schemas.FOLDERS)
def test_directions_are_complete(protocol: str) -> None:
    assert len(outgoing_actions(protocol)) == COUNTS[protocol]
    assert FROM_STATION[protocol] - schemas.SENT < schemas.known_actions(protocol)


@EACH
def test_least_payload_is_sent_as_given(protocol: str, action: str) -> None:
    payload = minimal_request(protocol, action)
    call = phrase(a_command(action=action, payload=payload), protocol, STATION)
    assert (call.action, call.payload) == (action, payload)


@EACH
def test_ids_of_ours_are_given_where_left_out(protocol: str, action: str) -> None:
    payload = minimal_request(protocol, action)
    ours = {"requestId", "remoteStartId", OWN.get(protocol, {}).get(action, "")}
    names = ours & payload.keys()
    asked = {name: value for name, value in payload.items() if name not in names}
    call = phrase(a_command(action=action, payload=asked), protocol, STATION)
    assert {name: call.payload[name] for name in names} == dict.fromkeys(names, own_number("C1"))


@EACH
def test_unknown_member_is_refused(protocol: str, action: str) -> None:
    payload = minimal_request(protocol, action) | {"nonsense": 1}
    with pytest.raises(Rejected, match=f"{action}: FormatViolation"):
        phrase(a_command(action=action, payload=payload), protocol, STATION)


@EACH
def test_wrong_type_is_refused_by_name(protocol: str, action: str) -> None:
    payload = minimal_request(protocol, action)
    for name in payload:
        broken = payload | {name: None}
        with pytest.raises(Rejected, match=f"{action}: .*{name}"):
            phrase(a_command(action=action, payload=broken), protocol, STATION)


@EACH
def test_every_status_of_an_answer_is_a_yes_or_a_no(protocol: str, action: str) -> None:
    schemas.check_response(protocol, action, minimal_response(protocol, action))
    schema = schemas._schema(protocol, f"{action}Response")
    status = schema["properties"].get("status", {})
    status = schema.get("definitions", {}).get(status.get("$ref", "").rpartition("/")[2], status)
    for word in status.get("enum", ()):
        assert (word in YES) is not (word in REFUSALS), word


@pytest.mark.parametrize(
    ("protocol", "action", "outer", "inner"),
    [
        ("ocpp1.6", "SetChargingProfile", "csChargingProfiles", "chargingProfileId"),
        ("ocpp2.0.1", "SetChargingProfile", "chargingProfile", "id"),
        ("ocpp2.0.1", "SetDisplayMessage", "message", "id"),
    ],
)
def test_ids_within_objects_are_given(protocol: str, action: str, outer: str, inner: str) -> None:
    payload = minimal_request(protocol, action)
    del payload[outer][inner]
    command = a_command(action=action, payload=payload)
    call = phrase(command, protocol, STATION)
    assert call.payload[outer][inner] == own_number("C1")
    assert inner not in command.payload[outer]


@pytest.mark.parametrize(
    ("protocol", "action", "refused"),
    [
        ("ocpp1.6", "RemoteStopTransaction", True),
        ("ocpp1.6", "GetBaseReport", True),
        ("ocpp2.0.1", "GetBaseReport", True),
        (None, "GetBaseReport", True),
        (None, "ClearCache", False),
        ("", "ClearCache", False),
    ],
)
def test_what_could_not_be_said_later_is_refused_now(
    protocol: str | None, action: str, refused: bool
) -> None:
    command = a_command(action=action, payload={})
    if refused:
        with pytest.raises(Rejected, match=action):
            phrase_somehow(command, protocol, STATION)
    else:
        phrase_somehow(command, protocol, STATION)


def test_what_one_version_can_say_is_taken_from_a_station_that_never_came() -> None:
    payload = {"reportBase": "FullInventory"}
    phrase_somehow(a_command(action="GetBaseReport", payload=payload), None, STATION)
