"""What may be corrected without a person."""

from dataclasses import dataclass
from datetime import timedelta

from csms.money import exponent


@dataclass(frozen=True, slots=True)
class Policy:
    """`charge_most`: whole units of the currency that all late facts of a session together may add
    to what was settled; 0: a person decides on every addition. `within` a settlement's age:
    telemetry, which is what is rated, has to last longer.
    """

    automatic: bool = True
    charge_most: int = 10
    within: timedelta = timedelta(days=30)

    def allows(self, added_minor: int, currency: str) -> bool:
        """Whether so much more than was settled is charged by itself."""
        most_minor: int = self.charge_most * 10 ** exponent(currency)
        return added_minor <= most_minor
