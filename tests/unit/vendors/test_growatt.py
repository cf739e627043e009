"""Growatt: its configuration keys, in both directions."""

import pytest

from csms.errors import Rejected
from csms.vendors.answers import standard_key, standard_value
from csms.vendors.outgoing import bent
from csms.vendors.registry import vendor

VENDOR = vendor("growatt")


@pytest.mark.parametrize(
    ("own", "theirs", "name", "ours"),
    [
        ("G_MaxCurrent", "32.00", "max_current_a", "32"),
        ("g_maxcurrent", "6.50", "max_current_a", "6.5"),
        ("G_MaxCurrent", "much", "max_current_a", "much"),
        ("G_MaxCurrent", "NaN", "max_current_a", "NaN"),
        ("G_TimeZone", "UTC+0:00", "station_zone", "+00:00"),
        ("G_TimeZone", "UTC-10:30", "station_zone", "-10:30"),
        ("G_TimeZone", "Berlin", "station_zone", "Berlin"),
        ("G_SolarMode", "1&0", "G_SolarMode", "1&0"),
    ],
)
def test_keys_are_read_in_our_form(own: str, theirs: str, name: str, ours: str) -> None:
    key = standard_key(own, VENDOR)
    assert (key.name, standard_value(theirs, key)) == (name, ours)


@pytest.mark.parametrize(
    ("name", "ours", "own", "theirs"),
    [
        ("max_current_a", "16", "G_MaxCurrent", "16.00"),
        ("station_zone", "+08:00", "G_TimeZone", "UTC+8:00"),
        ("G_MaxCurrent", "16.00", "G_MaxCurrent", "16.00"),
        ("HeartbeatInterval", "300", "HeartbeatInterval", "300"),
    ],
)
def test_keys_are_set_in_their_form(name: str, ours: str, own: str, theirs: str) -> None:
    sent = bent("ChangeConfiguration", {"key": name, "value": ours}, VENDOR)
    assert sent == {"key": own, "value": theirs}


def test_keys_are_asked_for_by_their_own_names() -> None:
    sent = bent("GetConfiguration", {"key": ["max_current_a", "HeartbeatInterval"]}, VENDOR)
    assert sent == {"key": ["G_MaxCurrent", "HeartbeatInterval"]}
    assert bent("GetConfiguration", {}, VENDOR) == {}


@pytest.mark.parametrize(("name", "value"), [("max_current_a", "x"), ("station_zone", "Berlin")])
def test_a_value_that_cannot_be_said_is_refused(name: str, value: str) -> None:
    with pytest.raises(Rejected, match=name):
        bent("ChangeConfiguration", {"key": name, "value": value}, VENDOR)
