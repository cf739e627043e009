"""A station of the seed dials in through the edge: password, sub-protocol, TLS, an answer."""

import base64
import json
import ssl
from typing import Any

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from local_stack import demo
from local_stack.stack_file import Stack

pytestmark = pytest.mark.slow
STATION = next(iter(demo.STATIONS))
BOOT = {"chargePointVendor": "Test", "chargePointModel": "One"}


def dial(
    url: str,
    *offered: str,
    password: str = demo.STATION_PASSWORD,
    tls: ssl.SSLContext | None = None,
) -> ClientConnection:
    basic = base64.b64encode(f"{STATION}:{password}".encode()).decode()
    return connect(
        f"{url}/{STATION}",
        additional_headers={"Authorization": f"Basic {basic}"},
        subprotocols=[Subprotocol(one) for one in offered] or None,
        ssl=tls,
        open_timeout=30,
        proxy=None,
    )


def call(station: ClientConnection, action: str, payload: dict[str, Any]) -> list[Any]:
    """Sends a CALL and returns the answer; calls of the CSMS in between are passed over."""
    station.send(json.dumps([2, action, action, payload], separators=(",", ":")))
    while True:
        frame: list[Any] = json.loads(station.recv(timeout=30))
        if frame[0] != 2:
            return frame


def test_a_station_boots(stack: Stack) -> None:
    with dial(stack["ocpp_url"], "ocpp1.6") as station:
        assert station.subprotocol == "ocpp1.6"
        kind, message_id, answer = call(station, "BootNotification", BOOT)
    assert (kind, message_id, answer["status"]) == (3, "BootNotification", "Accepted")


def test_the_newest_common_version_is_chosen(stack: Stack) -> None:
    with dial(stack["ocpp_url"], "ocpp1.6", "ocpp2.0.1") as station:
        assert station.subprotocol == "ocpp2.0.1"


def test_a_station_boots_over_tls(stack: Stack) -> None:
    tls = ssl.create_default_context(cafile=stack["ca_file"])
    with dial(stack["ocpp_tls_url"], "ocpp1.6", tls=tls) as station:
        assert call(station, "BootNotification", BOOT)[0] == 3


@pytest.mark.parametrize(
    ("offered", "password", "status"),
    [
        ("ocpp1.6", "not-the-password", 401),
        ("ocpp0.9", demo.STATION_PASSWORD, 400),
    ],
)
def test_a_station_is_refused(stack: Stack, offered: str, password: str, status: int) -> None:
    with pytest.raises(InvalidStatus) as refusal:
        dial(stack["ocpp_url"], offered, password=password)
    assert refusal.value.response.status_code == status


def test_an_unknown_station_is_refused(stack: Stack) -> None:
    with pytest.raises(InvalidStatus) as refusal:
        connect(f"{stack['ocpp_url']}/NOBODY", subprotocols=[Subprotocol("ocpp1.6")], proxy=None)
    assert refusal.value.response.status_code == 401
