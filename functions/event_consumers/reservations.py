"""Reservations follow the commands that ask for them and the sessions that use them."""

from collections.abc import Mapping
from typing import Any

from csms.bootstrap import services
from csms.commands.reserving import CANCEL, RESERVE, reservation_facts
from csms.stations.reservations import Reservation


def note(item: Mapping[str, Any]) -> None:
    """What a changed item means for a reservation; nothing for most."""
    if item.get("action") in (*RESERVE, *CANCEL) and str(item["pk"]).startswith("CMD#"):
        _of_command(str(item["pk"]).partition("#")[2], str(item["sk"]))
    elif "reservation_number" in item and "start_key" in item:
        number = int(item["reservation_number"])
        used = Reservation(item["station_id"], number, session_id=item["session_id"])
        if number >= 0:
            services().reservations.add_facts(used)


def _of_command(station_id: str, command_id: str) -> None:
    shared = services()
    command = shared.commands.get(station_id, command_id)
    if command is None:
        return
    facts = reservation_facts(command, shared.stations.get(station_id))
    if facts is not None:
        shared.reservations.add_facts(facts)
