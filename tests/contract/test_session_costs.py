"""Limits and cost reports of sessions mean the same in every storage."""

from typing import TYPE_CHECKING

import pytest
from tests.builders import KEY, a_command, a_progress, a_start, a_stop

from csms.charging.cost_reports import CostReport
from csms.charging.limits import ChargingLimit
from csms.charging.ports import Asked

if TYPE_CHECKING:
    from tests.contract.conftest import Ports

LIMIT = {"max_cost_minor": 1_000}
FIRST, SECOND = CostReport({"n": 1}, {"maxCost": 5}), CostReport({"n": 2})


def test_the_limit_of_a_start_is_found_by_its_remote_start_id(ports: "Ports") -> None:
    ports.commands.limit_start(a_command("C1"), 7, LIMIT)
    assert ports.commands.limit_of_start("CP1", 7) == LIMIT
    assert ports.commands.limit_of_start("CP1", 8) is None
    assert ports.commands.limit_of_start("CP2", 7) is None
    context = ports.start_contexts.read("CP1", None, None, Asked(7))
    assert context.limit == ChargingLimit(max_cost_minor=1_000)
    assert ports.start_contexts.read("CP1", None, None, Asked(8)).limit is None
    assert ports.start_contexts.read("CP1", None, None).limit is None


def test_an_event_tells_what_is_known_then(ports: "Ports") -> None:
    started = ports.sessions.record_start(a_start())
    session = ports.sessions.record_event(a_progress(5, 1_500))
    assert session == ports.sessions.get(KEY)
    assert session.session_id == started.session_id
    assert session.energy_wh == 500


def test_a_late_or_repeated_event_tells_the_newest(ports: "Ports") -> None:
    ports.sessions.record_start(a_start())
    ports.sessions.record_event(a_progress(5, 1_500))
    assert ports.sessions.record_event(a_progress(5, 1_500)).energy_wh == 500
    assert ports.sessions.record_event(a_progress(4, 1_400)).energy_wh == 500


def test_an_event_before_its_start_makes_the_session(ports: "Ports") -> None:
    session = ports.sessions.record_event(a_progress(5, 1_500))
    assert session.start is None
    assert ports.sessions.get(KEY) == session


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_the_newest_report_of_the_station_counts_in_any_order(
    ports: "Ports", order: tuple[int, ...]
) -> None:
    facts = (
        lambda: ports.sessions.record_start(a_start(cost_report=CostReport({"n": 0}))),
        lambda: ports.sessions.record_event(a_progress(5, 1_500, cost_report=FIRST)),
        lambda: ports.sessions.record_event(a_progress(6, 1_600, cost_report=SECOND)),
    )
    for number in order:
        facts[number]()
    session = ports.sessions.get(KEY)
    assert session is not None
    assert session.cost_report == CostReport({"n": 2}, {"maxCost": 5})


def test_the_report_of_the_end_counts_before_a_late_one(ports: "Ports") -> None:
    ports.sessions.record_start(a_start())
    ports.sessions.record_stop(a_stop(cost_report=SECOND))
    ports.sessions.record_event(a_progress(5, 1_500, cost_report=FIRST))
    session = ports.sessions.get(KEY)
    assert session is not None
    assert session.cost_report == CostReport({"n": 2}, {"maxCost": 5})


def test_a_later_event_says_what_the_start_could_not(ports: "Ports") -> None:
    ports.sessions.record_start(a_start())
    limit = ChargingLimit(max_energy_wh=9)
    ports.sessions.record_event(a_progress(6, 1_600))
    ports.sessions.record_event(a_progress(5, 1_500, remote_start_id=7, limit=limit))
    session = ports.sessions.get(KEY)
    assert session is not None
    assert session.start is not None
    assert (session.start.remote_start_id, session.start.limit) == (7, limit)
