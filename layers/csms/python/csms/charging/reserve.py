"""What of a driver's balance a running session has reserved for itself."""

from dataclasses import dataclass
from datetime import datetime

from csms.money import Money


@dataclass(frozen=True, slots=True)
class Reserve:
    """What was held for a session so far: it only grows until the session is settled.

    `low_at` is when the session was first found to have used most of what its driver has.
    """

    minor: int
    currency: str
    low_at: datetime | None = None

    @property
    def money(self) -> Money:
        """What is held, as money."""
        return Money(self.minor, self.currency)

    def over(self, older: "Reserve | None") -> "Reserve":
        """This one beside what was known before: the larger amount, the first warning."""
        if older is None:
            return self
        return Reserve(max(self.minor, older.minor), self.currency, older.low_at or self.low_at)
