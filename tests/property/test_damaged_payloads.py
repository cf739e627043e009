"""Damage that stations really do to a payload is undone; what is clean is never touched."""

import copy
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conformance import v16, v21, v201

from csms.ocpp import schemas
from csms.ocpp.call_errors import CallError
from csms.ocpp.frames import bounded_json
from csms.vendors.incoming import Sender, normalised
from csms.vendors.model import Notes
from csms.vendors.registry import all_vendors

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
Payload = dict[str, Any]
TABLES = {"ocpp1.6": v16.CASES, "ocpp2.0.1": v201.CASES, "ocpp2.1": v21.CASES}
EVERY = [
    (protocol, action, bounded_json(json.dumps(case.valid)))
    for protocol, table in TABLES.items()
    for action, case in table.items()
]
every_message = pytest.mark.parametrize(
    ("protocol", "action", "payload"), EVERY, ids=[f"{one[0]}-{one[1]}" for one in EVERY]
)
ONE = Sender(connectors=2)


def understood(
    protocol: str, action: str, payload: Payload, sender: Sender = ONE
) -> tuple[Payload, list[str]]:
    notes = Notes(NOW)
    found = normalised(
        action,
        payload,
        sender,
        notes,
        lambda request: schemas.check_request(protocol, action, request),
        lambda: schemas.request_schema(protocol, action),
    )
    return found, [one.value for one in notes.anomalies]


@every_message
def test_a_clean_payload_is_not_touched(protocol: str, action: str, payload: Payload) -> None:
    before = copy.deepcopy(payload)
    found, anomalies = understood(protocol, action, payload)
    assert found == before == payload
    assert anomalies == []


@every_message
def test_no_maker_damages_a_clean_payload(protocol: str, action: str, payload: Payload) -> None:
    for maker in all_vendors():
        sender = Sender(maker, 2, of_16=protocol == "ocpp1.6")
        found, anomalies = understood(protocol, action, copy.deepcopy(payload), sender)
        assert "ADAPTER_FAILED" not in anomalies
        schemas.check_request(protocol, action, found)


def _paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    found = []
    for key, member in inner:
        if key == "customData" or (path and path[-1] == "data"):
            continue
        found.append((*path, key))
        if isinstance(member, dict | list):
            found += _paths(member, (*path, key))
    return found


def _damaged(member: Any) -> list[Any]:
    """What stations write for a value, without making another value of it."""
    match member:
        case bool():
            return ["1" if member else "0", str(member), str(member).lower()]
        case int():
            return [str(member), f" {member} "]
        case dict():
            return [[member]]
        case [one]:
            return [one] if isinstance(one, dict) else []
    return []


@given(st.data())
def test_damage_of_known_kinds_is_undone(data: st.DataObject) -> None:
    protocol, action, payload = data.draw(st.sampled_from(EVERY))
    paths = _paths(payload)
    if not paths:
        return
    damaged = copy.deepcopy(payload)
    *way, last = data.draw(st.sampled_from(paths))
    holder: Any = damaged
    for step in way:
        holder = holder[step]
    choices = _damaged(holder[last])
    if choices and not (isinstance(last, int) and isinstance(holder[last], dict)):
        holder[last] = data.draw(st.sampled_from(choices))
    if isinstance(holder, dict) and isinstance(last, str) and data.draw(st.booleans()):
        holder[last.upper()] = holder.pop(last)
    if data.draw(st.booleans()):
        damaged["Unheard"] = {"of": 1}
    found, anomalies = understood(protocol, action, copy.deepcopy(damaged))
    if action != "DataTransfer":
        assert found == payload
    assert bool(anomalies) == (damaged != payload) or action == "DataTransfer"


@given(st.data())
def test_any_payload_is_understood_or_refused_with_a_call_error(data: st.DataObject) -> None:
    protocol, action, payload = data.draw(st.sampled_from(EVERY))
    damaged = copy.deepcopy(payload)
    anything = st.one_of(
        st.none(), st.text(), st.integers(), st.booleans(), st.just([]), st.just({})
    )
    for _ in range(data.draw(st.integers(1, 4))):
        paths = _paths(damaged)
        if not paths:
            return
        *way, last = data.draw(st.sampled_from(paths))
        holder: Any = damaged
        for step in way:
            holder = holder[step]
        holder[last] = data.draw(anything)
    try:
        _, anomalies = understood(protocol, action, damaged)
    except CallError:
        return
    if damaged != payload:
        try:
            schemas.check_request(protocol, action, damaged)
        except CallError:
            assert anomalies, "a breach of the schema is never taken in silence"
