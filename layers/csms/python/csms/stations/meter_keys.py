"""Public keys of meters, as an operator registered them: by EVSE, with a time of validity."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class KeyOrigin(StrEnum):
    """Whose word a key is: from the plate of the meter, or what a station showed first."""

    OPERATOR = "operator"
    FIRST_USE = "first_use"


@dataclass(frozen=True, slots=True)
class MeterKey:
    """A key in DER, as hex or base64. `evse_id` None: of every EVSE of the station."""

    public_key: str
    evse_id: int | None = None
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    origin: KeyOrigin = KeyOrigin.OPERATOR

    def holds(self, evse_id: int | None, at: datetime) -> bool:
        """Whether it is the key of an EVSE's meter at a moment; the end is exclusive."""
        placed = self.evse_id in {None, evse_id}
        begun = self.valid_from is None or self.valid_from <= at
        return placed and begun and (self.valid_until is None or at < self.valid_until)


@dataclass(frozen=True, slots=True)
class MeterKeys:
    """The keys of a station; `pin_first_use`: the first key that it sends is taken for its own."""

    station_id: str
    keys: tuple[MeterKey, ...] = ()
    pin_first_use: bool = False

    def key_for(self, evse_id: int | None, at: datetime) -> MeterKey | None:
        """The key that held: one of the EVSE before one of the station, the newest first."""
        held = [one for one in self.keys if one.holds(evse_id, at)]
        return max(held, key=_precedence, default=None)

    def pinned(self, public_key: str, evse_id: int | None, at: datetime) -> "MeterKeys":
        """With a key that the station showed, where nothing is known and the operator allows it."""
        if not self.pin_first_use or any(one.evse_id in {None, evse_id} for one in self.keys):
            return self
        key = MeterKey(public_key, evse_id, at, origin=KeyOrigin.FIRST_USE)
        return replace(self, keys=(*self.keys, key))


class MeterKeyRepository(Protocol):
    """Where keys of meters are kept."""

    def get(self, station_id: str) -> MeterKeys:
        """The keys; none of a station that nobody registered any for."""

    def put(self, keys: MeterKeys) -> None:
        """Replace them."""

    def pin(self, before: MeterKeys, after: MeterKeys) -> bool:
        """Add a key that was seen. False: they are not any more what they were before."""


def _precedence(key: MeterKey) -> tuple[bool, float]:
    begun = key.valid_from.timestamp() if key.valid_from else 0.0
    return key.evse_id is not None, begun


def overlapping(keys: Sequence[MeterKey]) -> bool:
    """Whether two keys of the same place hold at the same time."""
    for number, one in enumerate(keys):
        for other in keys[number + 1 :]:
            if one.evse_id == other.evse_id and _meet(one, other):
                return True
    return False


def _meet(one: MeterKey, other: MeterKey) -> bool:
    first = (
        one.valid_until is None or other.valid_from is None or other.valid_from < one.valid_until
    )
    second = (
        other.valid_until is None or one.valid_from is None or one.valid_from < other.valid_until
    )
    return first and second
