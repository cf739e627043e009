from dataclasses import replace

import pytest
from tests.builders import NOW, minutes

from csms import bootstrap
from csms.adapters.memory.network_profiles import MemoryNetworkProfiles
from csms.stations.network_profiles import (
    NetworkProfile,
    NetworkProfileRepository,
    ProfileState,
    without_secrets,
)

ONE = NetworkProfile("CP1", 2, {"ocppCsmsUrl": "wss://x"}, (2, 1), True, "C1", NOW)


@pytest.fixture(params=["memory", "dynamodb"])
def profiles(request: pytest.FixtureRequest) -> NetworkProfileRepository:
    if request.param == "memory":
        return MemoryNetworkProfiles()
    request.getfixturevalue("deployment")
    return bootstrap.network_profiles()


def test_the_newest_wish_for_a_slot_stands(profiles: NetworkProfileRepository) -> None:
    assert profiles.get("CP1", 2) is None
    newer, other = replace(ONE, command_id="C2", reset=False), replace(ONE, slot=1)
    for one in (ONE, newer, other, replace(ONE, station_id="CP2")):
        profiles.put(one)
    assert profiles.get("CP1", 2) == newer
    assert profiles.of_station("CP1") == [other, newer]


def test_a_wish_goes_on_and_never_back(profiles: NetworkProfileRepository) -> None:
    profiles.put(ONE)
    profiles.advance(ONE, ProfileState.PRIORITISED, minutes(2))
    profiles.advance(ONE, ProfileState.STORED, minutes(1))
    prioritised = replace(ONE, state=ProfileState.PRIORITISED, changed_at=minutes(2))
    assert profiles.get("CP1", 2) == prioritised
    profiles.advance(ONE, ProfileState.REFUSED, minutes(3), "why")
    found = profiles.get("CP1", 2)
    assert found is not None
    assert (found.state, found.reason) == (ProfileState.REFUSED, "why")


def test_a_wish_that_was_replaced_does_not_go_on(profiles: NetworkProfileRepository) -> None:
    profiles.advance(ONE, ProfileState.STORED, NOW)
    assert profiles.get("CP1", 2) is None
    newer = replace(ONE, command_id="C2")
    profiles.put(newer)
    profiles.advance(ONE, ProfileState.STORED, NOW)
    assert profiles.get("CP1", 2) == newer


def test_no_secret_is_shown_at_any_depth() -> None:
    said = {"apn": {"apn": "x", "simPin": 1}, "list": [{"password": "p", "key": "k"}]}
    hidden = {"apn": {"apn": "x", "simPin": "(hidden)"}}
    assert without_secrets(said) == hidden | {"list": [{"password": "(hidden)", "key": "(hidden)"}]}
