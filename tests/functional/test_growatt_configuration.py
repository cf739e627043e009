"""Growatt: a limit that is wanted under our name is asked for, compared and set under theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.functional.test_configuration import PATH, Charger, Streams, shown
from tests.network import build_network

if TYPE_CHECKING:
    from tests.http_api import Caller

WANTED = {"values": {"max_current_a": 16, "station_zone": "+08:00", "HeartbeatInterval": 300}}


@pytest.fixture(autouse=True)
def network(operator: Caller) -> None:
    build_network()


def test_what_is_wanted_under_our_names_is_set_under_theirs(operator: Caller) -> None:
    assert operator.put("/stations/CP1/profile", {"vendor_key": "growatt"}).status == 200
    assert operator.put(PATH, WANTED).status == 200
    streams = Streams()
    charger = Charger(
        "ocpp1.6", G_MaxCurrent="32.00", G_TimeZone="UTC+8:00", HeartbeatInterval="300"
    )
    charger.live(streams)
    assert charger.asked == ["GetConfiguration", "ChangeConfiguration"], "the rest is so already"
    assert charger.values["G_MaxCurrent"] == "16.00"
    assert shown(operator) == {
        "max_current_a": ("16", "16", False, True),
        "station_zone": ("+08:00", "+08:00", False, True),
        "HeartbeatInterval": ("300", "300", False, True),
    }


def test_a_key_that_a_station_lacks_is_shown_under_our_name(operator: Caller) -> None:
    operator.put("/stations/CP1/profile", {"vendor_key": "growatt"})
    operator.put(PATH, {"values": {"max_current_a": 16}})
    streams = Streams()
    Charger("ocpp1.6").live(streams)
    assert shown(operator) == {"max_current_a": ("16", None, True, False)}
