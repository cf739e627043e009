"""What a tariff may ask about a moment, and how much there was of such moments."""

from dataclasses import dataclass
from decimal import Decimal

from csms.pricing.marks import Exact
from csms.pricing.timeline import Activity


@dataclass(slots=True)
class Stretch:
    """All the moments at which the same prices hold. Times in ms, energy in mWh.

    `at_ms`, `before_mwh` (taken), `duration_ms` (since the start of charging) and `idle_ms` (since
    its end) are those of the first moment. `last_*` orders by when there was any of it.
    """

    activity: Activity
    at_ms: int
    before_mwh: Exact
    duration_ms: Exact
    idle_ms: Exact
    current_a: Decimal
    power_w: int
    length_ms: Exact = 0
    energy_mwh: Exact = 0
    last_time: int = 0
    last_energy: int = 0
