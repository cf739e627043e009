"""What only the tables show: which lists a session stands in."""

from typing import Any

import boto3
import pytest
from tests.builders import KEY, NOW, a_progress, a_settlement, a_start, a_stop

from csms.adapters.dynamodb.sessions import DynamoSessions
from csms.adapters.dynamodb.table import Table
from csms.bootstrap import posting, settings


@pytest.fixture
def table(deployment: None) -> Table:
    return Table(boto3.client("dynamodb"), settings().sessions_table)


def stored(table: Table) -> dict[str, Any]:
    item = table.get("ST#CP1", "TX#T1")
    assert item is not None
    return item


@pytest.mark.parametrize("start_first", [True, False])
def test_list_of_running_sessions_holds_no_ended_ones(table: Table, start_first: bool) -> None:
    sessions = DynamoSessions(table, lambda: NOW)
    if start_first:
        sessions.record_start(a_start())
        assert "active_shard" in stored(table)
    sessions.record_stop(a_stop())
    sessions.record_start(a_start())
    sessions.record_progress(a_progress(90, 9000))
    assert "active_shard" not in stored(table)


def test_session_stands_in_one_place_of_the_lists(table: Table) -> None:
    sessions = DynamoSessions(table, lambda: NOW)
    sessions.record_start(a_start())
    before = stored(table)
    sessions.record_progress(a_progress(90, 9000))
    sessions.record_start(a_start(KEY, start_key="other"))
    sessions.record_stop(a_stop())
    after = stored(table)
    for name in ("started_at", "month_shard", "session_id", "driver_id", "token_id"):
        assert after[name] == before[name]


def test_list_of_unsettled_sessions_holds_no_settled_ones(table: Table, deployment: None) -> None:
    sessions = DynamoSessions(table, lambda: NOW)
    sessions.record_start(a_start())
    assert "unsettled_shard" not in stored(table)
    sessions.record_stop(a_stop())
    assert "unsettled_shard" in stored(table)
    assert posting().store.settle(KEY, a_settlement(), None)
    sessions.record_stop(a_stop(stop_key="late"))
    assert "unsettled_shard" not in stored(table)
