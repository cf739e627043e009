"""What goes wrong, drawn from a seed: kinds of faults, how likely they are, how many there were."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random


class Fault(StrEnum):
    """One kind of disturbance."""

    FRAME_LOST = "frame lost on its way"
    FRAME_ANSWER_LOST = "answer to a frame lost"
    FRAME_TWICE = "frame received twice"
    FRAME_LATE = "frame late, behind its repeat"
    FRAME_OVERTAKEN = "frame overtaken by its session's end"
    FRAME_GIVEN_UP = "frame given up by its station"
    STATION_OFFLINE = "station offline, its frames hours late"
    RECORD_TWICE = "stream record twice"
    RECORD_LATE = "stream record late"
    EVENT_TWICE = "bus event twice"
    EVENT_LATE = "bus event late"
    EVENT_LOST = "bus event lost"
    TASK_TWICE = "workflow task run twice"
    TASK_ANSWER_LOST = "answer of a workflow task lost"
    REDRIVE = "settled session settled again"
    REQUEST_CONFLICT = "storage request refused: conflict"
    REQUEST_LOST_ANSWER = "storage request done, answer lost"
    CRASH_BEFORE = "crash before a request"
    CRASH_AFTER = "crash after a request"
    RACE = "two workers at once"
    WEBHOOK_TWICE = "webhook twice"
    WEBHOOK_LATE = "webhook late"
    WEBHOOK_LOST = "webhook lost"
    PROVIDER_BEFORE = "provider silent, nothing done"
    PROVIDER_AFTER = "provider silent, though done"
    PROVIDER_ERROR_KEPT = "provider error kept under its key"
    PROVIDER_OUTAGE = "call during a provider outage"
    PARTIAL_APPROVAL = "less authorised than asked for"


LIKELY: dict[Fault, float] = {
    Fault.FRAME_LOST: 0.04,
    Fault.FRAME_ANSWER_LOST: 0.04,
    Fault.FRAME_TWICE: 0.04,
    Fault.FRAME_LATE: 0.04,
    Fault.FRAME_OVERTAKEN: 0.1,
    Fault.FRAME_GIVEN_UP: 0.01,
    Fault.STATION_OFFLINE: 0.012,
    Fault.RECORD_TWICE: 0.05,
    Fault.RECORD_LATE: 0.08,
    Fault.EVENT_TWICE: 0.06,
    Fault.EVENT_LATE: 0.08,
    Fault.EVENT_LOST: 0.02,
    Fault.TASK_TWICE: 0.03,
    Fault.TASK_ANSWER_LOST: 0.03,
    Fault.REDRIVE: 0.1,
    Fault.REQUEST_CONFLICT: 0.01,
    Fault.REQUEST_LOST_ANSWER: 0.01,
    Fault.CRASH_BEFORE: 0.005,
    Fault.CRASH_AFTER: 0.005,
    Fault.RACE: 0.25,
    Fault.WEBHOOK_TWICE: 0.1,
    Fault.WEBHOOK_LATE: 0.1,
    Fault.WEBHOOK_LOST: 0.1,
    Fault.PROVIDER_BEFORE: 0.05,
    Fault.PROVIDER_AFTER: 0.05,
    Fault.PROVIDER_ERROR_KEPT: 0.02,
    Fault.PARTIAL_APPROVAL: 0.02,
}


@dataclass(slots=True)
class Weather:
    """What all chances of a world share: in a calm one nothing goes wrong any more."""

    calm: bool = False


@dataclass(slots=True)
class Chance:
    """Draws. In calm weather nothing goes wrong any more; `without` never does."""

    seed: str
    without: frozenset[Fault] = frozenset()
    weather: Weather = field(default_factory=Weather)
    counts: Counter[Fault] = field(default_factory=Counter)
    random: Random = field(init=False)

    def __post_init__(self) -> None:
        """The same seed draws the same."""
        self.random = Random(self.seed)

    @property
    def calm(self) -> bool:
        """Whether nothing goes wrong any more."""
        return self.weather.calm

    def branch(self, name: str) -> Chance:
        """Draws of its own for somebody, so that what befalls others does not change them."""
        return Chance(f"{self.seed} {name}", self.without, self.weather, self.counts)

    def wants(self, fault: Fault) -> bool:
        """Whether a fault would happen here. Always draws, so that a world without one kind of
        fault stays as much the same as it can.
        """
        drawn = self.random.random() < LIKELY[fault]
        return drawn and not self.calm and fault not in self.without

    def strikes(self, fault: Fault) -> bool:
        """Whether a fault happens here and now; counted if so."""
        wanted = self.wants(fault)
        self.counts[fault] += wanted
        return wanted

    def one_of(self, *faults: Fault) -> Fault | None:
        """At most one of several that exclude each other."""
        drawn, bound = self.random.random(), 0.0
        for fault in faults:
            bound += LIKELY[fault]
            if drawn < bound:
                if self.calm or fault in self.without:
                    return None
                self.counts[fault] += 1
                return fault
        return None
