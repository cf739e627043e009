"""Stations that tell who they are only when asked, are asked."""

from __future__ import annotations

import pytest
from tests.functional.test_command_delivery import connect, frames_to
from tests.functional.test_configuration import Streams
from tests.network import build_network

from csms import bootstrap
from csms.vendors import registry
from csms.vendors.model import Traits, Vendor

ASKS = Vendor("made-up", "Made Up", (), traits=Traits(boots_when_asked=True))


@pytest.fixture
def made_up_maker(deployment: None, monkeypatch: pytest.MonkeyPatch) -> None:
    build_network()

    def known(key: str) -> Vendor:
        return ASKS if key == ASKS.key else registry.GENERIC

    monkeypatch.setattr("csms.ocpp.boot_requests.vendor", known)


def asked() -> list[str]:
    return [frame[3]["requestedMessage"] for frame in frames_to() if frame[2] == "TriggerMessage"]


@pytest.mark.usefixtures("made_up_maker")
def test_a_station_that_boots_when_asked_is_asked_at_each_connection() -> None:
    bootstrap.profiles().set_by_operator("CP1", ASKS.key, None)
    streams = Streams()
    connect("ocpp1.6")
    streams.run()
    Streams().run()  # the same changes again
    assert asked() == ["BootNotification"]
    connect("ocpp1.6", "conn-2")
    streams.run()
    assert len(bootstrap.services().commands.of_station("CP1")) == 2


@pytest.mark.usefixtures("made_up_maker")
def test_other_stations_are_not_asked() -> None:
    connect("ocpp1.6")
    Streams().run()
    assert asked() == []
