"""FinalCost for 1.6 displays: what a session was settled at, once, with the way to its receipt.

2.x stations got it with the answer to Ended.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from csms.charging.model import ChargingSession
from csms.commands.model import Command
from csms.commands.ports import CommandRepository
from csms.commands.sending import TELL_FINAL_COST
from csms.ids import digest, ulid_from
from csms.ocpp.cost_updates import V16, protocol_of
from csms.settlement.telling import final_cost
from csms.stations.ports import StationRepository

# Whoever drove away does not look at the display any more.
SEEN_FOR = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class FinalTelling:
    """What is needed. `receipt_link` holds `{session_id}`; "": there is no such page."""

    stations: StationRepository
    commands: CommandRepository
    receipt_link: str = ""


def tell_final_cost(session: ChargingSession, now: datetime, needs: FinalTelling) -> Command | None:
    """Queue what it was settled at. An estimate, and what a person has to decide, is not told."""
    station_id, settled = session.key.station_id, session.settlement
    cost = final_cost(session, now) if settled else None
    if settled is None or cost is None or now - settled.settled_at > SEEN_FOR:
        return None
    if protocol_of(station_id, needs.stations) != V16:
        return None
    told = {
        "transaction_id": session.key.transaction_id,
        "total_cost": f"{cost.major:f}",
        "text": f"{Decimal(settled.energy_wh).scaleb(-3):f} kWh, {cost.major:f} {cost.currency}",
    }
    if needs.receipt_link:
        told["link"] = needs.receipt_link.replace("{session_id}", session.session_id)
    number = int(digest("final cost", session.session_id), 16)
    command_id = ulid_from(settled.settled_at, number)
    expires_at = now + SEEN_FOR
    return needs.commands.add(
        Command(station_id, command_id, TELL_FINAL_COST, told, now, expires_at)
    )
