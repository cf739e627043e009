"""What follows a boot, a change, an answer to a list message, or its loss.

What a message says: `csms.ocpp.listing`. Each step is a command whose id is derived from the step
before, so a repeat makes none anew.
"""

from datetime import datetime
from typing import Any

from csms.commands.model import Command, CommandState
from csms.commands.requesting import DERIVED
from csms.drivers.list_ports import change
from csms.drivers.list_updates import Update
from csms.drivers.local_lists import HeldList
from csms.ocpp.list_commands import ASK, Cause, ListSteps, ask, send
from csms.ocpp.listing import BY_ITSELF, version_of, wanted_entries
from csms.ocpp.phrasing.local_lists import VERB
from csms.stations.model import BootStatus

SEND_ACTION, ASK_ACTION = "SendLocalList", "GetLocalListVersion"
# What concerns lists, by verb or raw.
ACTIONS = frozenset({VERB, ASK, SEND_ACTION, ASK_ACTION})
# How often a chain of messages begins anew: after a refusal, which 1.6 §5.15 wants answered with a
# full list, and after a lost answer. Then the next change or boot tries again.
MOST_REFUSED, MOST_LOST = 1, 2
_WITH_FULL = ("VersionMismatch", "Failed")
_NEVER = ("NotSupported", "NotImplemented")


def after_boot(station_id: str, booted_at: datetime, now: datetime, needs: ListSteps) -> None:
    """Compare the list's number. A rejected station, or one without lists, is asked nothing."""
    lists = needs.listing.lists
    if lists.wanted(station_id) is None or lists.held(station_id).unsupported:
        return
    connection = needs.stations.state(station_id).connection
    connected_at = connection.connected_at if connection else None
    change(station_id, lambda one: one.rebooted(connected_at), lists)
    station = needs.stations.get(station_id)
    if station is not None and station.boot_status is not BootStatus.REJECTED:
        ask(Cause(station_id, booted_at, "boot"), now, needs)


def after_wanted(station_id: str, version: int, now: datetime, needs: ListSteps) -> None:
    """The operator wants another list: send it, or first ask after one that is in doubt."""
    cause = Cause(station_id, DERIVED, f"wanted {version}")
    if needs.listing.lists.held(station_id).base is None:
        ask(cause, now, needs)
    else:
        send(cause, Update.AUTO, now, needs)


def after_token(station_id: str, event_id: str, now: datetime, needs: ListSteps) -> None:
    """A token in the station's list changed."""
    send(Cause(station_id, DERIVED, f"token {event_id}"), Update.AUTO, now, needs)


def after_step(command: Command, now: datetime, needs: ListSteps) -> None:
    """A command about lists was answered, lost, or never sent."""
    if command.answered_at is not None and command.sent_action == SEND_ACTION:
        _sent(command, command.answered_at, now, needs)
    elif command.answered_at is not None and command.sent_action == ASK_ACTION:
        _asked(command, command.answered_at, now, needs)
    elif command.state is CommandState.TIMED_OUT:
        _lost(command, now, needs)
    elif command.state is CommandState.EXPIRED:
        _never_sent(command, now, needs)


def _sent(command: Command, at: datetime, now: datetime, needs: ListSteps) -> None:
    station_id, version, lists = command.station_id, version_of(command), needs.listing.lists
    word = _word(command)
    if version is None:
        return
    if command.action != VERB:
        if word == "Accepted":
            change(station_id, HeldList.overwritten, lists)
        return
    cause = Cause.of(command)
    if word == "Accepted":
        held = change(station_id, lambda one: one.accepted(version, at), lists)
        if _differs(station_id, held, needs):
            send(cause, Update.AUTO, now, needs)
        return
    never = word in _NEVER
    change(station_id, lambda one: one.refused(version, word, at, never), lists)
    partial = (command.sent_payload or {}).get("updateType") == "Differential"
    if partial and word in _WITH_FULL and cause.refused < MOST_REFUSED:
        send(cause.again(refused=1), Update.FULL, now, needs)


def _asked(command: Command, at: datetime, now: datetime, needs: ListSteps) -> None:
    answer = command.answer or {}
    number = answer.get("listVersion", answer.get("versionNumber"))
    if not isinstance(number, int) or isinstance(number, bool):
        return
    station_id = command.station_id
    held = change(station_id, lambda one: one.reported(number, at), needs.listing.lists)
    by_itself = command.payload.get(BY_ITSELF) is True
    if by_itself and not held.unsupported and _differs(station_id, held, needs):
        send(Cause.of(command), Update.AUTO, now, needs)


def _lost(command: Command, now: datetime, needs: ListSteps) -> None:
    """The list's number tells whether the station took it."""
    if command.action == SEND_ACTION:
        change(command.station_id, HeldList.overwritten, needs.listing.lists)
    cause = Cause.of(command)
    if _ours(command) and cause.lost < MOST_LOST:
        ask(cause.again(lost=1), now, needs)


def _never_sent(command: Command, now: datetime, needs: ListSteps) -> None:
    """It waited too long. The station is back, or another command would not have been looked at."""
    held = needs.listing.lists.held(command.station_id)
    if _ours(command) and not held.unsupported and _differs(command.station_id, held, needs):
        ask(Cause.of(command), now, needs)


def _ours(command: Command) -> bool:
    return command.action == VERB or (
        command.action == ASK and command.payload.get(BY_ITSELF) is True
    )


def _differs(station_id: str, held: HeldList, needs: ListSteps) -> bool:
    wanted = needs.listing.lists.wanted(station_id)
    if wanted is None or needs.stations.get(station_id) is None:
        return False
    connection = needs.stations.state(station_id).connection
    protocol = connection.protocol if connection else ""
    return not held.holds(wanted_entries(wanted, protocol, needs.listing.tokens))


def _word(command: Command) -> str:
    """The status of the answer, or the code of the CALLERROR."""
    status: Any = (command.answer or {}).get("status")
    return status if isinstance(status, str) else (command.error or "").partition(":")[0][:50]
