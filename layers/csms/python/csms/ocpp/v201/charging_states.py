"""What a TransactionEvent says of the vehicle (2.0.1 ChargingStateEnumType, TriggerReason)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms.charging.facts import ToldState
from csms.charging.states import UNPLUGGED
from csms.ocpp.times import station_time

if TYPE_CHECKING:
    from csms.ocpp.services import StationCall
    from csms.ocpp.v201 import wire

# The vehicle is away, whether or not the event has a word for its state.
GONE = {"EVCommunicationLost", "EVDeparted"}


def told_state(request: wire.TransactionEventRequest, call: StationCall) -> ToldState | None:
    """The state that an event tells, from its time on; None if it tells none."""
    word: str | None = request["transactionInfo"].get("chargingState")
    if word is None and request.get("triggerReason") in GONE:
        word = UNPLUGGED
    return (
        ToldState(station_time(request.get("timestamp"), call.received_at), word) if word else None
    )
