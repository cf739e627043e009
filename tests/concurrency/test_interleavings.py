"""Any two at once, in every order their requests can take: money and holds stay right."""

from __future__ import annotations

from itertools import combinations_with_replacement
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.concurrency.turns import Fault, in_every_order
from tests.concurrency.world import ACTIONS, World, persistently

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.concurrency.turns import Choose, Worker

# The other session is of interest where both want the same money.
WITH_OTHER = {"settle", "hold", "hold_all"}
PAIRS = [
    pair
    for pair in combinations_with_replacement(ACTIONS, 2)
    if not any(one.endswith("_other") for one in pair) or WITH_OTHER & set(pair)
]


@pytest.mark.parametrize(("first", "second"), PAIRS, ids=["+".join(pair) for pair in PAIRS])
@pytest.mark.parametrize(
    ("in_wallet", "held"), [(100, True), (300, True), (300, False)], ids=["short", "held", "free"]
)
def test_two_at_once(first: str, second: str, in_wallet: int, held: bool) -> None:
    def scenario(choose: Choose) -> None:
        world = World(in_wallet)
        if held:
            world.hold()
        actions = [persistently(ACTIONS[one](world)) for one in (first, second)]
        world.turns.run(actions, choose, world.check)
        world.finish()

    assert in_every_order(scenario) >= 2


@settings(max_examples=300, deadline=None)
@given(data=st.data(), in_wallet=st.integers(0, 500))
def test_three_at_once_with_conflicts_crashes_and_lost_answers(
    data: st.DataObject, in_wallet: int
) -> None:
    world = World(in_wallet)
    names = data.draw(st.lists(st.sampled_from(sorted(ACTIONS)), min_size=2, max_size=3))
    faults = data.draw(st.lists(st.sampled_from(list(Fault)), max_size=12))

    def choose(alive: Sequence[Worker]) -> tuple[Worker, Fault]:
        worker = data.draw(st.sampled_from(alive)) if len(alive) > 1 else alive[0]
        return worker, faults.pop() if faults else Fault.NONE

    actions = [persistently(ACTIONS[one](world)) for one in names]
    world.turns.run(actions, choose, world.check)
    world.finish()
