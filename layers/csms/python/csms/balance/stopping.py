"""A station is asked to stop a session whose driver's balance is used up."""

from datetime import timedelta

from csms.charging.model import ChargingSession
from csms.charging.station_limits import stated_limit
from csms.commands.model import Command, CommandState
from csms.commands.requesting import CommandRequest, Requesting, request_command
from csms.errors import Conflict, NotFound, Rejected
from csms.money import Money
from csms.observability import logger

# A station that said yes and goes on, said no, or nothing, is asked again; then it is the
# operator's: what goes on flowing is owed.
MOST_ORDERS = 3
OBEYS_WITHIN = timedelta(minutes=2)


def stop_for_balance(
    session: ChargingSession, cost: Money, held: Money, requesting: Requesting
) -> Command | None:
    """The order to stop, whoever asks for it how often; None where the station stops by itself.

    A station that is not there is asked when it is back.
    """
    if cost.minor < held.minor and keeps_limit(session, held):
        return None
    station_id, transaction_id = session.key
    payload = {"session_id": session.session_id, "transaction_id": transaction_id}
    asked: Command | None = None
    for number in range(1, MOST_ORDERS + 1):
        key = f"{session.session_id}:balance:{number}"
        try:
            asked = request_command(CommandRequest(station_id, "stop", payload, key), requesting)
        except (Conflict, NotFound, Rejected) as reason:
            logger.warning("not stopped", session_id=session.session_id, reason=str(reason))
            return asked
        if not _was_in_vain(asked, requesting):
            return asked
    return asked


def keeps_limit(session: ChargingSession, limit: Money) -> bool:
    """Whether a 2.1 station has confirmed that it stops by itself at no more than that."""
    stated = stated_limit(session)
    return stated is not None and stated <= limit.major


def _was_in_vain(command: Command, requesting: Requesting) -> bool:
    """Whether the session is not going to stop by this order."""
    now = requesting.clock()
    if command.state is CommandState.ANSWERED and command.answered_at is not None:
        return now - command.answered_at > OBEYS_WITHIN
    return command.final_at(now)
