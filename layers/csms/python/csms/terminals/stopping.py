"""The station is asked to stop the session of a visit."""

from dataclasses import replace

from csms.charging.model import ChargingSession
from csms.commands.requesting import CommandRequest, request_command
from csms.errors import Conflict, NotFound, Rejected
from csms.payments.visits import Visit
from csms.terminals.needs import Visiting


def stop_visit(visit: Visit, session: ChargingSession, needs: Visiting) -> Visit:
    """Ask once more: a station may have refused, or lost, the time before. Not stored yet.

    A station that is not there is asked when it is back.
    """
    station_id, transaction_id = session.key
    commands, last = needs.requesting.commands, visit.stop_command
    asked = commands.get(station_id, last) if last else None
    if asked is not None and not asked.final_at(needs.clock()):
        return visit
    payload = {"session_id": session.session_id, "transaction_id": transaction_id}
    key = f"{visit.visit_id}:stop:{last or 'first'}"
    try:
        command = request_command(
            CommandRequest(station_id, "stop", payload, key), needs.requesting
        )
    except (Conflict, NotFound, Rejected):
        return visit
    return replace(visit, stop_command=command.command_id)
