"""Idle time: which facts began it and which ended it; the proofs for a receipt."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from csms.pricing.facts import Rules, Signal
from csms.pricing.parts import Part
from csms.pricing.register import Register
from csms.pricing.timeline import Activity


@dataclass(frozen=True, slots=True)
class Parked:
    """A time of parking. Grace counts from `start`: the last increase, or the state after it."""

    start: datetime
    end: datetime
    last_increase: datetime | None
    signal: Signal | None
    ended_by: str


def without_pulses(parts: Sequence[Part], rules: Rules) -> list[Part]:
    """A balancing pulse while parked leaves the vehicle parked: its grace does not begin again."""
    runs = [list(group) for _, group in groupby(parts, key=lambda one: one.activity)]
    parked = False
    for run in runs:
        if run[0].activity is Activity.CHARGING and parked and _pulse(run, rules):
            for one in run:
                one.activity = Activity.PARKED
        if run[0].activity is not Activity.WITHHELD:
            parked = run[0].activity is Activity.PARKED
    return list(parts)


def without_states(parts: Sequence[Part], register: Register, rules: Rules) -> list[Part]:
    """Where a station tells no states at all, some readings in a row without energy are parking."""
    last = register.last_rise()
    tail = [one for one in parts if last is not None and one.start >= last.at]
    weak = [one for one in register.used if last is not None and one.at > last.at]
    if len(weak) >= rules.flat_samples and not any(one.power_w for one in weak):
        for one in tail:
            one.activity = Activity.PARKED
    return list(parts)


def parked_times(parts: Sequence[Part], register: Register, ended_by: str) -> Iterator[Parked]:
    """Each time of parking with its proofs, over what was withheld in between."""
    run: list[Part] = []
    for one in parts:
        if one.activity is Activity.CHARGING and run:
            yield _parked(run, register, "resumed")
            run = []
        elif one.activity is Activity.PARKED:
            run.append(one)
    if run:
        last = parts[-1].activity is Activity.PARKED
        yield _parked(run, register, ended_by if last else "withheld")


def _parked(run: Sequence[Part], register: Register, ended_by: str) -> Parked:
    rise = register.last_rise(run[0].start)
    return Parked(run[0].start, run[-1].end, rise.at if rise else None, run[0].signal, ended_by)


def _pulse(run: Sequence[Part], rules: Rules) -> bool:
    said = sum((one.end - one.start for one in run if one.signal is Signal.CHARGING), timedelta(0))
    energy = sum(one.energy_mwh for one in run)
    return energy < rules.resume_wh * 1000 and said <= timedelta(seconds=rules.resume_s)
