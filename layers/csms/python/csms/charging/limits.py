"""Limits of a session that the CSMS sets at its start (2.1 E16, TransactionLimitType)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from csms.errors import Rejected
from csms.money import Money

NAMES = ("max_cost_minor", "max_energy_wh", "max_time_s")
# OCPP's integer is one of 32 bits.
LARGEST = (1 << 31) - 1


@dataclass(frozen=True, slots=True)
class ChargingLimit:
    """What a session may cost (taxes included), deliver and last at the most; None: no limit."""

    max_cost_minor: int | None = None
    max_energy_wh: int | None = None
    max_time_s: int | None = None

    def max_cost(self, currency: str) -> Money:
        """The limit of the cost as money; nothing where there is none."""
        return Money(self.max_cost_minor or 0, currency)

    def members(self) -> dict[str, int]:
        """The limits that there are, by name."""
        return {name: value for name, value in asdict(self).items() if value is not None}


def limit_of(payload: Mapping[str, Any]) -> ChargingLimit | None:
    """The `limit` of a start command; Rejected says what is wrong with it."""
    said = payload.get("limit")
    if said is None:
        return None
    if not isinstance(said, Mapping) or not said or set(said) - set(NAMES):
        raise Rejected(f"limit: an object with one or more of {', '.join(NAMES)}")
    for name, value in said.items():
        if isinstance(value, bool) or not isinstance(value, int) or not 0 < value <= LARGEST:
            raise Rejected(f"limit.{name}: a whole number above 0 is needed")
    return ChargingLimit(**said)
