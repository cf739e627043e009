"""What a session must cost by what was told of it: the plan, read by the rules of the bill.

Start and stop are always among it. What nobody told costs nothing: charging goes on to the first
reading that shows all of the energy, parking begins with the word of it, and ends with the last.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from settlement_simulation import frames, network
from settlement_simulation.oracle import Used, price_minor

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from settlement_simulation.plans import Plan


def between(plan: Plan) -> list[str]:
    """The frames beside start and stop on which the price rests; most prices rest on none."""
    if not network.prices_time(plan.station_id):
        return []
    found = [(frames.reading_name(n), _second(plan, n)) for n in range(1, plan.readings + 1)]
    found += [(frames.FULL, plan.full_s)] if plan.full_s is not None else []
    named = [name for name, second in found if second <= plan.ended_s]
    return [*named, frames.FREE] if plan.stays_s is not None else named


def prices(plan: Plan, sure: Iterable[str], perhaps: Iterable[str]) -> set[int]:
    """By each set of facts that may have been known."""
    certain = set(sure)
    return {price_minor(plan.station_id, used(plan, certain | one)) for one in _subsets(perhaps)}


def used(plan: Plan, told: set[str]) -> Used:
    """As the rules of the bill read what was told."""
    charged_s = _charged_until(plan, told)
    states = sorted(_states(plan, told))
    gone_s = plan.left_s if plan.stays_s is None or frames.FREE in told else plan.ended_s
    parked_s, edges = 0, [*(at for at, _ in states), gone_s]
    for (since, word), until in zip(states, edges[1:], strict=True):
        begin = max(since, charged_s)
        if word == PARKED:
            parked_s += max(0, until - begin)
        elif word == CHARGING:
            charged_s = max(charged_s, until)
    return Used(plan.delivered_wh, charged_s, parked_s)


def parked_truly(plan: Plan, since_s: int = 0) -> int:
    """The most seconds that the vehicle stood there and asked for nothing, as far as anybody could
    tell: where the stop was lost, the word that the connector is free is the first of its leaving.
    """
    return max(0, frames.free_s(plan) - max(plan.parks_from_s, since_s))


CHARGING, PARKED, WITHHELD = "charging", "parked", "withheld"


def _charged_until(plan: Plan, told: set[str]) -> int:
    """The first told reading that shows all of the energy."""
    final_wh = plan.register_at(plan.ended_s)
    seconds = {plan.ended_s} | {second for second, _ in _readings(plan, told)}
    return min(one for one in seconds if plan.register_at(one) == final_wh)


def _readings(plan: Plan, told: set[str]) -> Iterator[tuple[int, str]]:
    for number in range(1, plan.readings + 1):
        if frames.reading_name(number) in told:
            yield _second(plan, number), frames.state_at(plan, _second(plan, number))
    if frames.FULL in told and not frames.is_1_6(plan) and plan.full_s is not None:
        yield plan.full_s, frames.state_at(plan, plan.full_s)


def _states(plan: Plan, told: set[str]) -> Iterator[tuple[int, str]]:
    """1.6 says it once, 2.x with every reading."""
    words = {"Charging": CHARGING, "SuspendedEV": PARKED, "SuspendedEVSE": WITHHELD}
    yield 0, CHARGING
    if frames.FULL in told and frames.is_1_6(plan) and plan.full_s is not None:
        yield plan.full_s, words[frames.state_at(plan, plan.full_s)]
    if not frames.is_1_6(plan):
        yield from ((second, words[word]) for second, word in _readings(plan, told))
    yield plan.ended_s, PARKED


def _second(plan: Plan, number: int) -> int:
    return frames.second_of_reading(plan, number)


def _subsets(names: Iterable[str]) -> Iterator[set[str]]:
    every = list(names)
    for count in range(len(every) + 1):
        yield from (set(one) for one in combinations(every, count))
