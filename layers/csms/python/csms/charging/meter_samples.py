"""The energy that samples tell, where the stop says nothing, and what kind of number they are."""

from dataclasses import dataclass, replace

from csms.charging.meter_evidence import (
    ROUNDING_WH,
    MeterEvidence,
    MeterFlag,
    Point,
    falls,
    rises,
)
from csms.charging.meter_falls import crossed, pieces
from csms.stations.meters import MeterKind


@dataclass(frozen=True, slots=True)
class Measured:
    """A session's energy, and the registers it was read from."""

    begin_wh: int
    end_wh: int
    energy_wh: int
    flags: frozenset[MeterFlag] = frozenset()

    def flagged(self, *flags: MeterFlag) -> "Measured":
        """The same with more flags."""
        return replace(self, flags=self.flags | set(flags))


@dataclass(frozen=True, slots=True)
class Doubt:
    """A person has to decide. `shown_wh` is what may be shown until then: the careful figure."""

    reason: str
    shown_wh: int = 0


Found = Measured | Doubt


def sample_kind(evidence: MeterEvidence) -> MeterKind:
    """What the samples count: set by an operator, or the one that fits, or the usual one."""
    habit, fitting = evidence.habits.meter_values, fitting_kinds(evidence)
    if habit.is_set:
        return habit.kind
    begin = evidence.begin_wh
    if len(fitting) < 2 or begin is None:
        return next(iter(fitting), MeterKind.UNKNOWN)
    if evidence.believed[0].value < begin - ROUNDING_WH:
        # Rolled over, or counted from zero: the usual kind is no reason to guess the former.
        return MeterKind.SESSION if habit.kind is MeterKind.SESSION else MeterKind.UNKNOWN
    if habit.kind is MeterKind.SESSION and begin > ROUNDING_WH:
        return MeterKind.UNKNOWN  # a habit against the usual kind, with another figure
    return MeterKind.REGISTER if habit.kind is MeterKind.UNKNOWN else habit.kind


def fitting_kinds(evidence: MeterEvidence) -> list[MeterKind]:
    """What the samples may count, by the first of them; the usual kind first."""
    fits = {MeterKind.REGISTER: evidence.on_one_scale, MeterKind.SESSION: evidence.from_zero}
    return [kind for kind, holds in fits.items() if holds]


def energy_of_samples(evidence: MeterEvidence, kind: MeterKind) -> Found:
    """The samples alone, as numbers of this kind. There must be one.

    A register counts from the start's, if that is of the same kind.
    """
    values, begin = [one.value for one in evidence.believed], evidence.begin_wh
    if any(evidence.jumps):
        return _without_last(evidence, kind) if evidence.jumps[-1] else _jumping(values)
    if begin is None:
        return _from_first(evidence, values)
    if kind is MeterKind.SESSION and evidence.from_zero:
        return _own_counter(begin, values)
    foreign = begin == 0 and (
        not evidence.from_zero or evidence.habits.start_stop.kind is MeterKind.SESSION
    )
    if kind is MeterKind.REGISTER and evidence.on_one_scale and not foreign:
        return _register(evidence, begin)
    since = rises(values)
    return Doubt(
        f"the start says {begin} Wh, samples go {span(values)}: {max(0, values[-1] - begin)} Wh if"
        f" they are of one kind, {since} Wh since the first sample",
        since,
    )


def _without_last(evidence: MeterEvidence, kind: MeterKind) -> Doubt:
    """The newest sample says more than can have flowed since the one before it."""
    *before, last = evidence.believed
    found = energy_of_samples(replace(evidence, registers=tuple(before)), kind)
    shown_wh = found.energy_wh if isinstance(found, Measured) else found.shown_wh
    return Doubt(
        f"the last sample says {last.value} Wh, the one before it {before[-1].value} Wh:"
        f" {shown_wh} Wh up to that one",
        shown_wh,
    )


def _jumping(values: list[int]) -> Doubt:
    return Doubt(
        f"samples go {span(values)}, between two of them by more than can have flowed:"
        f" {rises(values)} Wh if all of it did"
    )


def _from_first(evidence: MeterEvidence, values: list[int]) -> Found:
    """The start said nothing: all of the session's own counter, or what a register gained."""
    if evidence.habits.meter_values.kind is not MeterKind.SESSION:
        return _register(evidence, None)
    if evidence.from_zero:
        return _own_counter(0, values)
    return Doubt(
        f"the start said nothing, samples go {span(values)}: {values[-1]} Wh if they count the"
        f" session, {rises(values)} Wh since the first sample",
        rises(values),
    )


def _own_counter(begin: int, values: list[int]) -> Found:
    if falls(values):
        return Doubt(f"the session's own counter went back: {span(values)}", rises(values))
    found = Measured(0, values[-1], max(0, values[-1]))
    return found.flagged(MeterFlag.METER_MIXED_SEMANTICS) if begin else found


def _register(evidence: MeterEvidence, begin: int | None) -> Found:
    """From the start's register on, over an end of the register or a new begin."""
    start = () if begin is None else (Point(evidence.started_at, begin),)
    points = (*start, *evidence.believed)
    first, last = points[0].value, points[-1].value
    steps = [one.value for one in points]
    if not falls(steps):
        return Measured(first, last, max(0, last - first))
    over = crossed(evidence, points)
    if over is not None:
        return Measured(first, last, over).flagged(MeterFlag.METER_ROLLOVER)
    gained = pieces(evidence, points)
    if gained is None:
        return Doubt(f"the register went back: {span(steps)}", max(0, min(last, rises(steps))))
    return Measured(first, last, gained).flagged(MeterFlag.METER_RESET)


def span(values: list[int]) -> str:
    return f"from {values[0]} to {values[-1]} Wh"
