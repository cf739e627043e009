"""The facts that a session's price so far rests on: few of them, however long it lasts.

Telemetry has every fact and is what is billed; the trail is on the session itself, so that what it
costs by now is known without another request.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

# So many facts are no matter; more are thinned. Beyond the most, telemetry alone knows.
LONG, MOST = 32, 256


class Kind(StrEnum):
    """What a fact tells: a register, a vehicle's state (2.x), a connector's, or an absence."""

    READING = "r"
    STATE = "s"
    STATUS = "c"
    OUTAGE = "o"


@dataclass(frozen=True, slots=True)
class Noted:
    """One fact. `register_wh` as the meter shows it; `word` is the station's own for a state."""

    at: datetime
    kind: Kind
    word: str = ""
    register_wh: int | None = None
    power_w: int | None = None


@dataclass(frozen=True, slots=True)
class Trail:
    """The facts as they came. `kept` is how many the last thinning left, `by` the fingerprint of
    the tariff that it went by: another one may rest on others. `lost`: some are missing.
    """

    noted: tuple[Noted, ...] = ()
    kept: int = 0
    lost: bool = False
    by: str = ""

    @property
    def is_long(self) -> bool:
        """Whether it is to be thinned: seldom, however little can be forgotten."""
        return len(self.noted) > max(LONG, 2 * self.kept)

    def of(self, *kinds: Kind) -> Iterator[Noted]:
        """The facts of some kinds."""
        return (one for one in self.noted if one.kind in kinds)

    def with_new(self, facts: Iterable[Noted]) -> "Trail":
        """With those that are not there yet."""
        return replace(self, noted=(*self.noted, *self.new_of(facts)))

    def new_of(self, facts: Iterable[Noted]) -> tuple[Noted, ...]:
        """Those that are not there yet."""
        return tuple(one for one in dict.fromkeys(facts) if one not in self.noted)

    def thinned(self, kept: tuple[Noted, ...], by: str) -> "Trail":
        """With these facts alone; without any, for good, where they are still too many, or another
        tariff asks for what was forgotten.
        """
        if self.lost or len(kept) > MOST or self.by not in {"", by}:
            return Trail((), 0, lost=True)
        return Trail(kept, len(kept), by=by)
