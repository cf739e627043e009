"""A whole session for each maker, told with its habits, settles at what the car really took."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tests.conftest import forget_services
from tests.functional.station import CONTEXT, Station
from tests.http_api import Caller
from tests.network import DRIVER, build_network, top_up
from tests.vendors.habitual_station import HABITS, Habits, HabitualStation
from tests.vendors.playing import Clock

from csms import bootstrap
from csms.drivers.model import Token, TokenStatus
from csms.stations.model import CurrentType, Evse
from csms.stations.model import Station as Record
from csms.vendors.registry import all_vendors
from session_settlement import post, rate

BEGIN = datetime(2026, 11, 20, 10, tzinfo=UTC)
OPERATOR = Caller("operator_api", {"sub": "operator-1", "cognito:groups": "[operators]"})
KEYS = sorted(path.stem.replace("_", "-") for path in HABITS.glob("*.json"))


@pytest.fixture
def clock(deployment: None, monkeypatch: pytest.MonkeyPatch) -> Clock:

    clock = Clock(BEGIN + timedelta(hours=2))
    monkeypatch.setattr(bootstrap, "utc_now", clock)
    monkeypatch.setenv("FINAL_READING_WAIT_SECONDS", "60")
    forget_services()
    build_network()
    top_up(5_000)
    return clock


def played(key: str, clock: Clock) -> HabitualStation:
    """The whole session, in frames."""
    habits = Habits.of(key)
    bootstrap.services().stations.put(
        Record(key, None, 0, "site-1", (Evse(1, CurrentType.AC, 22_000, (1,)),))
    )
    bootstrap.services().tokens.put(Token(habits.tag, TokenStatus.ACCEPTED, DRIVER))
    maker = habits.vendor or key
    station = Station(
        key, f"ocpp{habits.ocpp}", places="1.1", vendor=maker, time_zone=habits.zone or ""
    )
    playing = HabitualStation(station, habits, BEGIN, clock)
    playing.play()
    return playing


@pytest.mark.parametrize("key", KEYS)
def test_session_settles_at_what_the_car_took(key: str, clock: Clock) -> None:
    playing = played(key, clock)
    clock.now = BEGIN + timedelta(hours=4)
    (session,) = OPERATOR.get("/sessions", station_id=key).json["items"]
    execution = {
        "session_id": session["session_id"],
        "station_id": key,
        "transaction_id": session["transaction_id"],
    }
    assert rate.handler(execution, CONTEXT) == {"decision": "post"}
    post.handler(execution, CONTEXT)
    settled = OPERATOR.get(f"/sessions/{session['session_id']}").json
    assert settled["state"] == "settled"
    assert settled["energy_wh"] == playing.taken_wh
    assert "stopped_by_other_token" not in settled["flags"]
    assert settled["cost"]["net"]["minor"] == (playing.taken_wh * 35 + 500) // 1000


def test_every_maker_has_its_habits() -> None:
    assert {one.key for one in all_vendors()} <= set(KEYS)
