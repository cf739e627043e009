"""A signal: an event says that a trouble is there, or that it is over."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from csms.incidents.model import NOWHERE, Kind, Place, Severity


@dataclass(frozen=True, slots=True)
class Signal:
    """`mark` is the event that said so; the same one again is no news. `at` is its own time.

    `counted`: alone it is no trouble, several within a while are. `facts` go into the wording.
    """

    kind: Kind
    object_id: str
    at: datetime
    mark: str
    present: bool
    place: Place = NOWHERE
    severity: Severity | None = None
    counted: bool = False
    facts: Mapping[str, str] = field(default_factory=dict)
