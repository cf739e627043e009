from dataclasses import replace
from decimal import Decimal

import pytest
from tests.builders import NOW
from tests.memory_network import V21, a_network

from csms.adapters.memory.journal import MemoryJournal
from csms.ocpp import frames, unconfirmed
from csms.ocpp.call_errors import Code
from csms.ocpp.dispatcher import receive
from csms.ocpp.frames import BadFrame, Call
from csms.stations.journal import JournalEntry


class FailingJournal(MemoryJournal):
    """Storage that cannot be reached."""

    def record(self, _entry: JournalEntry) -> None:
        raise RuntimeError("a bug")


def refused(text: str) -> Code:
    with pytest.raises(BadFrame) as caught:
        frames.frame_of(frames.read_json(text))
    return caught.value.code


def test_types_of_2_1_are_read_there_alone() -> None:
    assert unconfirmed.frame_of(frames.read_json('[6,"1","A",{"x":0.5}]')) == unconfirmed.Send(
        "A", {"x": Decimal("0.5")}
    )
    assert unconfirmed.frame_of(
        frames.read_json('[5,"1","FormatViolation","no",{}]')
    ) == unconfirmed.ResultError("1", "FormatViolation")
    assert unconfirmed.frame_of(frames.read_json('[2,"1","A",{}]')) == Call("1", "A", {})
    for text in ('[6,"1","A",{}]', '[5,"1","FormatViolation","no",{}]'):
        assert refused(text) is Code.MESSAGE_TYPE_NOT_SUPPORTED


@pytest.mark.parametrize("text", ["[5]", '[5,"1"]', '[5,1,"A"]', "[6]", '[6,"1","A",[]]'])
def test_broken_unconfirmed_message_needs_no_answer(text: str) -> None:
    with pytest.raises(BadFrame) as caught:
        unconfirmed.frame_of(frames.read_json(text))
    assert caught.value.is_answer


def test_failure_is_told_to_the_log_alone() -> None:
    services = replace(a_network().ocpp, journal=FailingJournal())
    payload = '{"id":1,"pending":0,"basetime":"2026-01-20T12:00:00Z","data":[{"t":0,"v":""}]}'
    outcome = receive(V21, f'[6,"1","NotifyPeriodicEventStream",{payload}]', services, NOW)
    assert (outcome.reply, outcome.result) == (None, "InternalError")
