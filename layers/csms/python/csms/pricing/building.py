"""From what stations say to the timeline that is priced: any order, any repeats, any sampling.

Three-valued: a vehicle charges, parks (asks for nothing, after it has taken energy), or is
withheld from. What nobody knows costs nothing: it is withheld.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from csms.pricing.facts import BY_DEFAULT, Change, Quality, Rules, SessionFacts, Signal
from csms.pricing.idle import Parked, parked_times, without_pulses, without_states
from csms.pricing.parts import Part, parts_of, states_of
from csms.pricing.register import Register
from csms.pricing.timeline import Activity, Segment

# Statuses that charging does not contradict.
TALLY = frozenset({None, Signal.CHARGING, Signal.OFFLINE})
# They say nothing of what a vehicle does that is there.
SILENT = frozenset({Signal.AVAILABLE, Signal.OFFLINE})


class Doubt(StrEnum):
    """What a reader of the bill should know."""

    GAP = "gap"
    ESTIMATED = "estimated"
    DERIVED = "derived"
    REGISTER_FELL = "register_fell"
    STATUS_CONTRADICTED = "status_contradicted"
    OFFLINE = "offline"


@dataclass(frozen=True, slots=True, order=True)
class Flag:
    """A doubt and the time that it is about."""

    start: datetime
    end: datetime
    doubt: Doubt


@dataclass(frozen=True, slots=True)
class Built:
    """A timeline to price, with the proofs of its idle time.

    `unproven_s`: the longest time that may cost without any fact in it.
    """

    timeline: tuple[Segment, ...]
    parked: tuple[Parked, ...]
    flags: tuple[Flag, ...]
    unproven_s: int = 0


def build(facts: SessionFacts, rules: Rules = BY_DEFAULT) -> Built:
    """The session up to its last proof: unknown time after it is never billed."""
    register, states = Register(facts.readings, facts.started), states_of(facts)
    end, ended_by = _end(facts, states, register, rules)
    parts = parts_of(facts, states, register, end, rules)
    if all(one.signal in SILENT for one in facts.changes):
        parts = without_states(parts, register, rules)
    parts = without_pulses(parts, rules)
    timeline = tuple(_segments(parts))
    parked = tuple(parked_times(parts, register, ended_by))
    flags = tuple(sorted({*_flags(parts, register, rules)}))
    return Built(timeline, parked, flags, _unproven_s(parts))


def _unproven_s(parts: Iterable[Part]) -> int:
    spans = (one.end - one.start for one in parts if one.activity is not Activity.WITHHELD)
    return int(max(spans, default=timedelta(0)).total_seconds())


def _segments(parts: Iterable[Part]) -> Iterator[Segment]:
    """Parts in which nothing was drawn are one for as long as the activity is the same."""
    rest: Part | None = None
    for one in parts:
        power_w = one.power_w if one.activity is Activity.CHARGING and one.power_w else None
        drawn = one.energy_mwh or power_w
        if rest is not None and (drawn or one.activity is not rest.activity):
            yield Segment(rest.start, one.start, rest.activity)
            rest = None
        if drawn:
            yield Segment(one.start, one.end, one.activity, one.energy_mwh, power_w=power_w)
        elif rest is None:
            rest = one
        last = one.end
    if rest is not None:
        yield Segment(rest.start, last, rest.activity)


def unplugged_at(facts: SessionFacts) -> datetime | None:
    """The first proof that the vehicle left; None if there is none."""
    return _unplugged(facts, states_of(facts), Register(facts.readings, facts.started))


def _unplugged(
    facts: SessionFacts, states: Iterable[Change], register: Register
) -> datetime | None:
    proofs = [one.at for one in states if one.signal is Signal.AVAILABLE]
    proofs += [facts.unplugged] if facts.unplugged is not None else []
    since = _flowed_until(facts, register)
    return min((one for one in proofs if one >= since), default=None)


def _flowed_until(facts: SessionFacts, register: Register) -> datetime:
    rise = register.last_rise()
    return max(rise.at if rise else facts.started, facts.started)


def _end(
    facts: SessionFacts, states: Iterable[Change], register: Register, rules: Rules
) -> tuple[datetime, str]:
    """Unplugged, or the last proof. A status that energy contradicts afterwards ended nothing."""
    earliest, unplugged = _flowed_until(facts, register), _unplugged(facts, states, register)
    if unplugged is not None:
        end, ended_by = unplugged, "unplugged"
    else:
        proofs = [one.at for one in states]
        proofs += [one.at for one in register.used]
        end, ended_by = max([facts.started, *proofs]), "last_proof"
    if facts.stopped is not None:
        latest = facts.stopped + timedelta(seconds=rules.after_stop_s)
        if latest < end:
            return max(latest, earliest), "waited_long_enough"
    return end, ended_by


def _flags(parts: Iterable[Part], register: Register, rules: Rules) -> Iterator[Flag]:
    for one in register.used:
        if one.quality is not Quality.MEASURED:
            yield Flag(one.at, one.at, Doubt(one.quality.value))
    for one in register.fell:
        yield Flag(one.at, one.at, Doubt.REGISTER_FELL)
    read, longest = set(register.moments), timedelta(seconds=rules.gap_s)
    for part in parts:
        if part.end - part.start > longest:
            yield Flag(part.start, part.end, Doubt.GAP)
        if part.signal is Signal.OFFLINE:
            yield Flag(part.start, part.end, Doubt.OFFLINE)
        charging = part.activity is Activity.CHARGING
        if charging and part.signal not in TALLY and part.start in read:
            yield Flag(part.start, part.end, Doubt.STATUS_CONTRADICTED)
