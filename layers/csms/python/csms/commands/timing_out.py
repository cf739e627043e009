"""The end of a station's time to answer."""

from datetime import datetime

from csms.commands.model import ANSWER_TIMEOUT
from csms.commands.ports import CommandRepository


def time_out(station_id: str, command_id: str, now: datetime, commands: CommandRepository) -> bool:
    """Give up on a command that is still unanswered, which lets the next one go.

    The timer of an earlier attempt finds the command sent anew, and leaves it alone. OCPP-J 1.6
    §4.1.1: after its time-out a CALL counts as answered.
    """
    return commands.time_out(station_id, command_id, now - ANSWER_TIMEOUT)
