"""Which maker a station is of: names first, beginnings only where there is no name."""

from __future__ import annotations

import pytest

from csms.vendors import registry
from csms.vendors.model import Identity, Match, Vendor

MAKERS = (
    Vendor("north", "North", (Match(vendor="North"), Match(serial="N-"))),
    Vendor("south", "South", (Match(vendor="South"), Match(model="S_"), Match(firmware="SFW"))),
    Vendor("nameless", "Nameless", (Match(vendor="", model="Box"),)),
)


@pytest.fixture(autouse=True)
def made_up_makers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "all_vendors", lambda: MAKERS)


@pytest.mark.parametrize(
    ("identity", "key"),
    [
        (Identity(" north ", "S_1", "SFW", "X"), "north"),
        (Identity("South", "A", "B", "N-1"), "south"),
        (Identity("Somebody", "S_1", "SFW", "N-1"), "generic"),
        (Identity("", "A", "B", "n-1"), "north"),
        (Identity("null", "s_1"), "south"),
        (Identity("WWWW", "A", "SFW 1"), "south"),
        (Identity("", "S_1", "B", "N-1"), "generic"),
        (Identity("", "S_1", "SFW"), "south"),
        (Identity("", "Box", "SFW"), "nameless"),
        (Identity(" NULL", "Box 7"), "nameless"),
        (Identity("Somebody", "Box"), "generic"),
        (Identity("", ""), "generic"),
    ],
)
def test_a_name_outranks_beginnings_and_a_tie_is_nobody_s(identity: Identity, key: str) -> None:
    assert registry.recognise(identity).key == key
