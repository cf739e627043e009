"""Two drivers' sessions on one wallet, and what workers do to them at once."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from tests.builders import NOW, a_start, a_stop, a_transfer, minutes
from tests.concurrency.turns import Crash, Turns

from csms.adapters.memory.books import Books
from csms.adapters.memory.holds import MemoryHolds
from csms.adapters.memory.ledger import MemoryLedger
from csms.adapters.memory.sessions import MemorySessions
from csms.adapters.memory.settlement import MemorySettlements
from csms.charging.facts import MeterReading
from csms.charging.model import ChargingSession
from csms.charging.ports import SessionTelemetry
from csms.charging.vocabulary import SessionKey
from csms.errors import Conflict, Unavailable
from csms.ledger import chart
from csms.ledger.holds import ending
from csms.ledger.sweeping import expire_overdue
from csms.ledger.topping_up import TopUp, post_top_up
from csms.money import Money
from csms.settlement.holding import HELD_FOR, hold_cost
from csms.settlement.paying import hold_id
from csms.settlement.posting import Posting, post_session
from csms.settlement.rating import Rated, rate_session

if TYPE_CHECKING:
    from collections.abc import Callable

    from csms.ledger.holds import Hold

WALLET, RECEIVABLE = chart.wallet("driver-1"), chart.receivable("driver-1")
ONE, OTHER = SessionKey("CP1", "T1"), SessionKey("CP2", "T2")
AT = minutes(61)
OVERDUE = AT + HELD_FOR + timedelta(minutes=1)
# 5 kWh at 0.35 net and 19 % VAT.
COST = Money(208, "EUR")
# What a stop knows of it: a part of the cost.
SO_FAR = Money(150, "EUR")


class World:
    """A wallet with some money, and two sessions that have stopped and are not settled."""

    def __init__(self, in_wallet: int) -> None:
        self.turns = Turns()
        self.books = Books(self.turns)
        self.ledger, self.holds = MemoryLedger(self.books), MemoryHolds(self.books)
        self.sessions = MemorySessions(lambda: NOW)
        store = MemorySettlements(self.sessions, self.ledger)
        self.posting = Posting(self.ledger, self.holds, store)
        self._resolved: dict[str, Hold] = {}
        if in_wallet:
            self.ledger.post(
                a_transfer("fund", (WALLET, in_wallet), (chart.opening("EUR"), -in_wallet))
            )
        for key in (ONE, OTHER):
            self.begin(key)

    def begin(self, key: SessionKey) -> None:
        self.sessions.record_start(a_start(key))
        self.sessions.record_stop(a_stop(key, reading=MeterReading(minutes(60), 6000)))

    def session(self, key: SessionKey) -> ChargingSession:
        with self.books.request("session"):
            found = self.sessions.get(key)
        assert found is not None
        return found

    def settle(self, key: SessionKey = ONE) -> None:
        rated = rate_session(self.session(key), SessionTelemetry(), AT, timedelta(0))
        if isinstance(rated, Rated):
            post_session(rated, AT, self.posting)

    def settle_other(self) -> None:
        self.settle(OTHER)

    def hold(self, key: SessionKey = ONE) -> None:
        hold_cost(self.session(key), SO_FAR, AT, self.ledger, self.holds)

    def hold_other(self) -> None:
        self.hold(OTHER)

    def extend(self) -> None:
        """As far as there is money."""
        known = self._pending()
        if known is not None:
            with suppress(Conflict):
                self.holds.extend(known, known.minor + 20, known.expires_at)

    def hold_all(self) -> None:
        hold_cost(self.session(ONE), COST, AT, self.ledger, self.holds)

    def void(self) -> None:
        known = self._pending()
        if known is not None:
            self.holds.release(ending(known, None, AT))

    def expire(self) -> None:
        expire_overdue(OVERDUE, 10, self.holds)

    def prolong(self) -> None:
        """More money, and more time than `expire` gives."""
        known = self._pending()
        if known is not None:
            with suppress(Conflict):
                self.holds.extend(known, known.minor + 1, OVERDUE + timedelta(days=1))

    def top_up(self) -> None:
        post_top_up(
            TopUp("1", "driver-1", Money(120, "EUR"), "psp_clearing:sandbox:EUR"), AT, self.ledger
        )

    def withdraw(self) -> None:
        """All that is available goes back to the driver's card."""
        found = self.ledger.balances(WALLET)
        minor = found.available_minor if found else 0
        if minor:
            legs = (WALLET, -minor), ("psp_clearing:sandbox:EUR", minor)
            self.ledger.post(a_transfer("rfd:1", *legs))

    def _pending(self) -> Hold | None:
        known = self.holds.hold(hold_id(self.session(ONE).session_id))
        return known if known and known.pending else None

    def check(self) -> None:
        """What holds after every single step."""
        self._check_balances()
        for hold in self.books.holds.values():
            if hold.hold_id in self._resolved:
                assert self._resolved[hold.hold_id] == hold, "a hold was resolved twice"
            elif not hold.pending:
                self._resolved[hold.hold_id] = hold
        assert self._resolved.keys() <= self.books.holds.keys()
        for key in (ONE, OTHER):
            self._check_session(key)

    def _check_balances(self) -> None:
        journal: defaultdict[str, int] = defaultdict(int)
        for transfer in self.books.transfers.values():
            assert sum(leg.minor for leg in transfer.legs) == 0
            for leg in transfer.legs:
                journal[leg.account_id] += leg.minor
        held: defaultdict[str, int] = defaultdict(int)
        for hold in self.books.holds.values():
            held[hold.account_id] += hold.minor if hold.pending else 0
        for account_id, found in self.books.accounts.items():
            assert found.posted_minor == journal[account_id], account_id
            assert found.held_minor == held[account_id], account_id
            assert found.available_minor + found.held_minor == found.posted_minor
        assert self.minor(WALLET) >= 0
        assert self.minor(RECEIVABLE) <= 0

    def minor(self, account_id: str) -> int:
        """Available."""
        found = self.books.accounts.get(account_id)
        return found.available_minor if found else 0

    def _check_session(self, key: SessionKey) -> None:
        found = self.sessions.get(key)
        assert found is not None
        charge = self.books.transfers.get(f"chg:{found.session_id}")
        assert (charge is not None) == (found.settlement is not None)
        if charge is not None:
            driver = sum(leg.minor for leg in charge.legs if leg.account_id in {WALLET, RECEIVABLE})
            assert driver == -COST.minor
            hold = self.books.holds[hold_id(found.session_id)]
            assert not hold.pending, "a settled session holds money"

    def finish(self) -> None:
        """The engine runs on until all is settled, and the sweeper has been there."""
        for action in (self.settle, self.settle_other):
            action()
            self.check()
        assert not any(one.pending for one in self.books.holds.values())
        charged = [one for one in self.books.transfers if one.startswith("chg:")]
        assert len(charged) == 2


def persistently(action: Callable[[], object]) -> Callable[[], None]:
    """What the engine does: whatever failed or died is run again."""

    def run() -> None:
        for _ in range(50):
            try:
                action()
            except (Conflict, Unavailable, Crash):
                continue
            return
        raise AssertionError("it never ends")

    return run


ACTIONS: dict[str, Callable[[World], Callable[[], object]]] = {
    "settle": lambda world: world.settle,
    "settle_other": lambda world: world.settle_other,
    "hold": lambda world: world.hold,
    "hold_other": lambda world: world.hold_other,
    "hold_all": lambda world: world.hold_all,
    "extend": lambda world: world.extend,
    "prolong": lambda world: world.prolong,
    "void": lambda world: world.void,
    "expire": lambda world: world.expire,
    "top_up": lambda world: world.top_up,
    "withdraw": lambda world: world.withdraw,
}
