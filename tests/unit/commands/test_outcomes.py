import pytest
from tests.builders import NOW, a_command, minutes

from csms.adapters.memory.commands import MemoryCommands
from csms.commands.model import Command, CommandState
from csms.commands.outcomes import record_answer
from csms.ocpp.frames import Answer


def answered(frame: Answer, *, sent: bool = True) -> tuple[bool, Command]:
    commands = MemoryCommands()
    command = commands.add(a_command())
    if sent:
        commands.mark_sent(command, "Reset", NOW)
    known = record_answer("CP1", frame, commands, minutes(1))
    found = commands.get("CP1", "C1")
    assert found is not None
    return known, found


@pytest.mark.parametrize(
    ("payload", "state"),
    [
        ({"status": "Accepted"}, CommandState.ANSWERED),
        ({}, CommandState.ANSWERED),
        ({"status": "Scheduled"}, CommandState.ANSWERED),
        ({"status": "Rejected"}, CommandState.REJECTED),
        ({"status": "UnknownTransaction"}, CommandState.REJECTED),
        ({"status": ["Rejected"]}, CommandState.ANSWERED),
    ],
)
def test_answer_is_joined_to_its_command(payload: dict[str, object], state: CommandState) -> None:
    known, command = answered(Answer("C1", payload))
    assert known
    assert (command.state, command.answer, command.error) == (state, payload, None)
    assert command.answered_at == minutes(1)


def test_error_of_the_station_fails_the_command() -> None:
    known, command = answered(Answer("C1", {}, "InternalError", "x" * 999))
    assert known
    assert (command.state, command.answer) == (CommandState.FAILED, None)
    assert (command.error or "").startswith("InternalError: xxx")
    assert len(command.error or "") == 300


def test_answer_to_nothing_is_told_as_unknown() -> None:
    known, command = answered(Answer("C9", {}))
    assert not known
    assert command.state is CommandState.SENT


def test_answer_before_sending_is_told_as_unknown() -> None:
    known, command = answered(Answer("C1", {}), sent=False)
    assert not known
    assert command.state is CommandState.QUEUED
