"""What is held for a running session: it only grows, whoever tells it in whatever order."""

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.builders import KEY, a_settlement, a_start, a_stop, minutes

from csms.charging.reserve import Reserve
from csms.charging.vocabulary import Flag

if TYPE_CHECKING:
    from tests.contract.conftest import Ports

FIRST = Reserve(500, "EUR")
MORE = Reserve(700, "EUR", minutes(20))
NONE = frozenset[str]()
EXHAUSTED = frozenset({Flag.BALANCE_EXHAUSTED.value})


def reserve(ports: "Ports") -> Reserve | None:
    found = ports.sessions.get(KEY)
    assert found is not None
    return found.reserve


def test_a_new_session_has_nothing_reserved(ports: "Ports") -> None:
    assert ports.sessions.record_start(a_start()).reserve is None


def test_it_grows_and_the_first_warning_stays(ports: "Ports") -> None:
    ports.sessions.record_start(a_start())
    for one in (FIRST, FIRST, MORE, replace(MORE, low_at=minutes(30)), replace(MORE, low_at=None)):
        assert ports.sessions.record_reserve(KEY, one, NONE)
    assert reserve(ports) == MORE
    assert not ports.sessions.record_reserve(KEY, FIRST, NONE)
    assert reserve(ports) == MORE


def test_a_flag_comes_with_it_and_stays(ports: "Ports") -> None:
    ports.sessions.record_start(a_start())
    assert ports.sessions.record_reserve(KEY, MORE, EXHAUSTED)
    assert ports.sessions.record_reserve(KEY, MORE, NONE)
    found = ports.sessions.get(KEY)
    assert found is not None
    assert found.flags >= EXHAUSTED


def test_a_session_that_is_not_there_is_not_made(ports: "Ports") -> None:
    assert not ports.sessions.record_reserve(KEY, FIRST, NONE)
    assert ports.sessions.get(KEY) is None


def test_it_outlasts_the_stop_but_a_settled_session_takes_no_more(ports: "Ports") -> None:
    ports.sessions.record_start(a_start())
    ports.sessions.record_reserve(KEY, FIRST, NONE)
    ports.sessions.record_stop(a_stop())
    assert ports.sessions.record_reserve(KEY, MORE, NONE)
    found = ports.sessions.get(KEY)
    assert found is not None
    assert found.stop is not None
    assert ports.settlements.settle(KEY, a_settlement(), None, found.stop.stop_key, None)
    assert not ports.sessions.record_reserve(KEY, Reserve(900, "EUR"), EXHAUSTED)
    assert reserve(ports) == MORE
