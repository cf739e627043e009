from typing import Any

import pytest
from tests.builders import NOW, a_command, minutes

from csms.commands.model import CommandState

SENT = {"state": CommandState.SENT, "sent_at": NOW}


@pytest.mark.parametrize(
    ("fields", "minute", "state"),
    [
        ({}, 59, CommandState.QUEUED),
        ({}, 60, CommandState.EXPIRED),
        (SENT, 1, CommandState.SENT),
        (SENT, 1.1, CommandState.TIMED_OUT),
        (SENT | {"state": CommandState.ANSWERED}, 99, CommandState.ANSWERED),
        (SENT | {"state": CommandState.FAILED}, 99, CommandState.FAILED),
    ],
)
def test_time_outs_need_no_write(
    fields: dict[str, Any], minute: float, state: CommandState
) -> None:
    command = a_command(**fields)
    assert command.state_at(minutes(minute)) is state
    assert command.final_at(minutes(minute)) is (
        state not in {CommandState.QUEUED, CommandState.SENT}
    )
