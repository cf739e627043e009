"""What is stuck on a station, for drivers to scan."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Label:
    """A label of an EVSE: `link` is in the code, the rest is for people."""

    link: str
    name: str
    station_id: str
    evse_id: int


class LabelPrinter(Protocol):
    """Puts labels on paper."""

    def svg(self, label: Label) -> bytes:
        """One label as a picture that can be scaled."""

    def pdf(self, labels: list[Label]) -> bytes:
        """A page of its own size for each."""
