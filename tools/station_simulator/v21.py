"""A station of OCPP 2.1: says what one of 2.0.1 says, checked against its own schemas, and more."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from station_simulator.client import Payload
from station_simulator.commands import ACCEPTED
from station_simulator.v201 import StationV201
from station_simulator.wire import Wire

ACCEPTING = ("AdjustPeriodicEventStream", "UsePriorityCharging", "RequestBatterySwap")


@dataclass
class CostLimit:
    """What a transaction may cost, and how much energy one unit of its currency buys."""

    transaction_id: str | None
    max_cost: Decimal | None = None
    wh_for_one: float | None = None


class StationV21(StationV201):
    """One EVSE with one connector, AC or DC.

    It keeps a limit of the cost (E16), and knows what energy costs from the costs that it is told.
    """

    version: ClassVar[str] = "2.1"
    protocol = "ocpp2.1"

    def __init__(self, wire: Wire) -> None:
        super().__init__(wire)
        self.answers |= dict.fromkeys(ACCEPTING, lambda _: ACCEPTED)
        self.limit = CostLimit(None)

    def limits(self) -> Payload:
        """Its limit, once it has one: that confirms it."""
        limit = self._limit()
        if limit.max_cost is None:
            return {}
        return {"transactionLimit": {"maxCost": float(limit.max_cost)}}

    def told(self, answer: Payload, energy_wh: int) -> None:
        """A limit, a cost, or both."""
        limit = self._limit()
        said = answer.get("transactionLimit", {})
        if "maxCost" in said:
            limit.max_cost = Decimal(str(said["maxCost"]))
        cost = Decimal(str(answer.get("totalCost", 0)))
        if cost > 0:
            limit.wh_for_one = energy_wh / float(cost)

    def limit_wh(self) -> float | None:
        """By what the energy so far has cost."""
        limit = self._limit()
        if limit.max_cost is None or limit.wh_for_one is None:
            return None
        return self.running().begin_wh + float(limit.max_cost) * limit.wh_for_one

    def _limit(self) -> CostLimit:
        """That of the transaction that runs."""
        running = self.transaction.transaction_id if self.transaction else None
        if self.limit.transaction_id != running:
            self.limit = CostLimit(running)
        return self.limit
