"""EVBox's values by position: any tail may be missing, any value may be odd."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from csms.vendors.model import Notes
from csms.vendors.outgoing import bent
from csms.vendors.registry import vendor

VENDOR = vendor("evbox")
extensions = pytest.importorskip("csms.vendors.makers.evbox.extensions")

WHOLE = (
    "1,Preparing,NoError,No error.,0,Off,0,{20,8016,100},{0,0},{B,11918,8924,61657},0,0,400,"
    "2024-07-10T18:23:00Z,0,3,{0,0,0,0,0,0,0,0,0},320,0,0,138,0,340,900,0"
)


def facts(data: Any) -> dict[str, Any]:
    return dict(extensions.status_twin(data, Notes(datetime(2026, 11, 23, tzinfo=UTC))).facts)


def test_groups_are_one_value_and_empty_values_keep_their_place() -> None:
    assert len(extensions.tokens(WHOLE)) == 25
    assert extensions.tokens(",a,,{1,2},") == ["", "a", "", "{1,2}", ""]


def test_every_beginning_of_it_is_read() -> None:
    whole = facts(WHOLE)
    for end in range(1, len(WHOLE)):
        found = facts(WHOLE[:end])
        assert found
        assert "limit_a" not in found
    assert whole["pilot_state"] == "B"
    assert whole["offered_a"] is None


@pytest.mark.parametrize("data", [None, 7, {}, [], "", " "])
def test_what_is_no_such_text_is_rejected(data: Any) -> None:
    assert facts(data) == {"unreadable": True}


def test_a_value_that_cannot_be_read_costs_itself_alone() -> None:
    found = facts(WHOLE.replace("{0,0}", "{x}").replace("{20,8016,100}", "{}"))
    assert found["unreadable"] == [8, 9]
    assert found["grid_v"] == 400


def test_heartbeat_interval_outside_of_a_transaction_is_no_limit() -> None:
    assert "limit_a" not in facts(WHOLE)
    assert facts(WHOLE.replace("Z,0,3,", "Z,42,3,"))["limit_a"] == "90.0"


def test_evbox_gets_its_limit_in_deci_ampere() -> None:
    key = {"key": "max_current_a", "value": "16"}
    assert bent("ChangeConfiguration", key, VENDOR) == {
        "key": "evb_MaximumStationCurrent",
        "value": "160",
    }
