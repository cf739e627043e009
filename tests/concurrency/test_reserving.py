"""Two sessions of one driver reserve ahead, in every order: neither takes what the other holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import a_start, a_stop, a_tariff, minutes
from tests.concurrency.turns import Fault, in_every_order
from tests.concurrency.world import ONE, OTHER, WALLET, World, persistently
from tests.prepaid import a_guard, running_station

from csms.balance.guarding import guard
from csms.charging.facts import MeterReading, Progress
from csms.charging.vocabulary import SessionKey
from csms.clock import to_text
from csms.settlement.paying import hold_id

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.concurrency.turns import Choose, Worker

BEGIN_WH = 1_000


class Running(World):
    """Two sessions that run: 6 kW at 3.00 EUR/kWh, 4.50 EUR each by now, in steps of 5.00."""

    def __init__(self, in_wallet: int) -> None:
        super().__init__(in_wallet)
        needs = running_station(("CP1", "CP2"))
        self.guarding = a_guard(self.ledger, self.holds, self.sessions, needs, minutes(15))

    def begin(self, key: SessionKey) -> None:
        self.sessions.record_start(a_start(key, tariff=a_tariff("3.00", "0")))
        for minute in (14, 15):
            reading = MeterReading(minutes(minute), BEGIN_WH + 100 * minute)
            self.sessions.record_progress(Progress(key, to_text(minutes(minute)), reading))

    def guard(self) -> None:
        guard(self.session(ONE), self.guarding)

    def guard_other(self) -> None:
        guard(self.session(OTHER), self.guarding)

    def stop(self) -> None:
        """What the station and the bus bring at its end."""
        self.sessions.record_stop(a_stop(ONE, 20, reading=MeterReading(minutes(20), 3_000)))
        self.hold()

    def check(self) -> None:
        self._check_balances()
        for key in (ONE, OTHER):
            session = self.sessions.get(key)
            assert session is not None
            hold = self.books.holds.get(hold_id(session.session_id))
            if session.reserve is not None and hold is not None and hold.pending:
                assert session.reserve.minor <= hold.minor, "it claims what nobody holds"

    def finish(self) -> None:
        """Both look once more: nobody is left without an answer."""
        for action in (self.guard, self.guard_other):
            persistently(action)()
            self.check()
        for key in (ONE, OTHER):
            session = self.sessions.get(key)
            assert session is not None
            if session.active:
                hold = self.books.holds.get(hold_id(session.session_id))
                held = hold.minor if hold else 0
                asked = "balance_exhausted" in session.flags
                assert asked or held > 510, "it goes on without money for its next minutes"


ACTIONS: dict[str, Callable[[Running], Callable[[], object]]] = {
    "guard": lambda world: world.guard,
    "guard_other": lambda world: world.guard_other,
    "top_up": lambda world: world.top_up,
    "withdraw": lambda world: world.withdraw,
    "stop": lambda world: world.stop,
}
# The other session is of interest where both want the same money.
PAIRS = [("guard", one) for one in ACTIONS] + [("top_up", "withdraw"), ("stop", "withdraw")]


@pytest.mark.parametrize(("first", "second"), PAIRS, ids=["+".join(pair) for pair in PAIRS])
@pytest.mark.parametrize("in_wallet", [0, 700, 1_200])
def test_two_at_once(first: str, second: str, in_wallet: int) -> None:
    def scenario(choose: Choose) -> None:
        world = Running(in_wallet)
        actions = [persistently(ACTIONS[one](world)) for one in (first, second)]
        world.turns.run(actions, choose, world.check)
        world.finish()

    assert in_every_order(scenario) >= 2


@settings(max_examples=150, deadline=None)
@given(data=st.data(), in_wallet=st.integers(0, 2_500))
def test_three_at_once_with_conflicts_crashes_and_lost_answers(
    data: st.DataObject, in_wallet: int
) -> None:
    world = Running(in_wallet)
    names = data.draw(st.lists(st.sampled_from(sorted(ACTIONS)), min_size=2, max_size=3))
    faults = data.draw(st.lists(st.sampled_from(list(Fault)), max_size=12))

    def choose(alive: Sequence[Worker]) -> tuple[Worker, Fault]:
        worker = data.draw(st.sampled_from(alive)) if len(alive) > 1 else alive[0]
        return worker, faults.pop() if faults else Fault.NONE

    world.turns.run([persistently(ACTIONS[one](world)) for one in names], choose, world.check)
    world.finish()
    assert world.minor(WALLET) >= 0
