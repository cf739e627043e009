"""Queue of time-outs: a command that is still unanswered makes way for the next."""

from typing import Any

from csms.batches import each_message
from csms.bootstrap import services
from csms.commands.timing_out import time_out
from csms.observability import logger


def _expire(named: dict[str, Any]) -> None:
    station_id, command_id = named["station_id"], named["command_id"]
    shared = services()
    if time_out(station_id, command_id, shared.clock(), shared.commands):
        logger.warning("command timed out", station_id=station_id, command_id=command_id)


handler = each_message(_expire)
