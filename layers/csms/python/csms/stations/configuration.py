"""The configuration that the operator wants of a station, and what the station reports of it.

Names are 1.6 keys where there is one of that meaning, else as they were given.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Reading:
    """What a station last said of a key. `value` is None where it told none."""

    value: str | None
    at: datetime
    readonly: bool = False
    supported: bool = True
    reboot_required: bool = False

    def differs_from(self, wanted: str) -> bool:
        """Lists may be written with blanks, and truth in capitals."""
        return self.value is None or _plain(self.value) != _plain(wanted)

    def settable_to(self, wanted: str) -> bool:
        """Whether it is worth while to ask for the wanted value."""
        return self.supported and not self.readonly and self.differs_from(wanted)


class ConfigurationRepository(Protocol):
    """What is wanted and what is reported, for each station."""

    def wanted(self, station_id: str) -> dict[str, str]:
        """Name -> value."""

    def put_wanted(self, station_id: str, values: dict[str, str]) -> None:
        """Replace what is wanted."""

    def reported(self, station_id: str) -> dict[str, Reading]:
        """Name -> the newest reading."""

    def report(self, station_id: str, readings: dict[str, Reading]) -> None:
        """Keep new readings beside the others."""


def _plain(value: str) -> str:
    return "".join(value.split()).lower()
