"""Two sessions of one driver, whatever their meters do: what the guard promises of the balance."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import NOW, a_start, a_tariff, a_transfer
from tests.prepaid import a_guard, running_station

from csms.adapters.memory.holds import MemoryHolds
from csms.adapters.memory.ledger import MemoryLedger
from csms.adapters.memory.sessions import MemorySessions
from csms.balance.forecast import STOP_TAKES
from csms.balance.guarding import Guarded, guard
from csms.charging.facts import MeterReading, Progress
from csms.charging.model import ChargingSession
from csms.charging.reserve import Reserve
from csms.charging.vocabulary import SessionKey
from csms.clock import to_text
from csms.ledger import chart
from csms.settlement.paying import hold_id
from csms.settlement.telling import running_cost

WALLET = chart.wallet("driver-1")
KEYS = (SessionKey("CP1", "T1"), SessionKey("CP2", "T2"))
# 1 Wh costs a cent: 10.00 EUR/kWh.
TARIFF = a_tariff("10.00", "0")
# An example is a whole session.
FEW = settings(max_examples=40, deadline=None)


@dataclass
class Driver:
    """A wallet, and sessions at 10.00 EUR/kWh whose readings are looked at as they come."""

    in_wallet: int
    keys: tuple[SessionKey, ...] = KEYS
    paid_in: int = 0
    registers: dict[SessionKey, int] = field(default_factory=dict)
    moments: dict[SessionKey, datetime] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.ledger = MemoryLedger()
        self.holds = MemoryHolds(self.ledger.books)
        self.sessions = MemorySessions(lambda: NOW)
        stations = running_station(key.station_id for key in self.keys)
        self.guarding = a_guard(self.ledger, self.holds, self.sessions, stations, NOW)
        self.commands = stations.commands
        self.pay_in(self.in_wallet)
        for key in self.keys:
            begin = MeterReading(NOW, 0)
            start = a_start(key, tariff=TARIFF, reading=begin, max_power_w=1_000_000)
            self.sessions.record_start(start)
            self.registers[key], self.moments[key] = 0, NOW
            self.look(key)

    def pay_in(self, minor: int) -> None:
        if minor:
            self.paid_in += 1
            legs = (WALLET, minor), (chart.opening("EUR"), -minor)
            self.ledger.post(a_transfer(f"in-{self.paid_in}", *legs))

    def measure(self, key: SessionKey, gained_wh: int, seconds: int) -> Guarded | None:
        self.registers[key] += gained_wh
        self.moments[key] += timedelta(seconds=seconds)
        reading = MeterReading(self.moments[key], self.registers[key])
        self.sessions.record_progress(Progress(key, to_text(reading.measured_at), reading))
        return self.look(key)

    def look(self, key: SessionKey) -> Guarded | None:
        return guard(self.session(key), self.guarding)

    def session(self, key: SessionKey) -> ChargingSession:
        found = self.sessions.get(key)
        assert found is not None
        return found

    def held(self, key: SessionKey) -> int:
        found = self.holds.hold(hold_id(self.session(key).session_id))
        return found.minor if found else 0

    def cost(self, key: SessionKey) -> int:
        found = running_cost(self.session(key))
        return found.minor if found else 0

    @property
    def wallet(self) -> tuple[int, int]:
        """Available, held."""
        found = self.ledger.balances(WALLET)
        return (found.available_minor, found.held_minor) if found else (0, 0)

    def asked(self, key: SessionKey) -> bool:
        found = self.commands.of_station(key.station_id)
        return any(one.action == "stop" for one in found)


EVENTS = st.one_of(
    st.tuples(
        st.sampled_from(KEYS), st.integers(0, 300), st.sampled_from([5, 10, 30, 60, 300, 900])
    ),
    st.integers(1, 1_500),
)


@FEW
@given(st.integers(0, 3_000), st.lists(EVENTS, max_size=15))
def test_nobody_overdraws_and_nobody_goes_on_without_money(
    in_wallet: int, events: list[tuple[SessionKey, int, int] | int]
) -> None:
    driver, low = Driver(in_wallet), dict.fromkeys(KEYS, False)
    for event in events:
        if isinstance(event, int):
            driver.pay_in(event)
            continue
        before = {key: driver.held(key) for key in KEYS}
        key, _, _ = event
        had_asked = driver.asked(key)
        driver.measure(*event)
        again = driver.look(key)
        available, held = driver.wallet
        assert available >= 0
        assert held == sum(driver.held(one) for one in KEYS)
        assert all(driver.held(one) >= before[one] for one in KEYS)
        cost, reserve = driver.cost(key), driver.session(key).reserve
        if cost >= max(driver.held(key), 1):
            assert available == 0
            assert driver.asked(key), "it goes on though nothing is left"
        if driver.asked(key) and not had_asked:
            assert available == 0, "it is stopped though there is money"
            assert reserve is not None
            assert reserve.low_at is not None
        if reserve is not None:
            assert reserve.minor <= driver.held(key)
            assert reserve.low_at is not None or not low[key]
            low[key] = reserve.low_at is not None
        assert again is None or again.reserve in {reserve, Reserve(0, "EUR")}, "told twice"


@FEW
@given(
    st.integers(500, 2_000),
    st.integers(20, 200),
    st.sampled_from([30, 60, 120, 300]),
    st.lists(st.integers(1, 400), max_size=5),
)
def test_at_a_steady_power_the_money_is_enough_until_the_stop_has_come(
    in_wallet: int, wh_a_minute: int, interval: int, top_ups: list[int]
) -> None:
    """1 Wh is a cent. The last moment that a stop may come is the next reading and a minute."""
    key = KEYS[0]
    driver = Driver(in_wallet, (key,))
    gained = -(-wh_a_minute * interval // 60)
    for _ in range(400):
        if top_ups:
            driver.pay_in(top_ups.pop())
        driver.measure(key, gained, interval)
        if driver.asked(key):
            break
    assert driver.asked(key)
    reaction = round(gained * (STOP_TAKES / timedelta(seconds=interval)))
    first_look_can_be_too_late = driver.moments[key] - NOW == timedelta(seconds=interval)
    assert first_look_can_be_too_late or driver.cost(key) + reaction <= driver.held(key) + 1
    assert driver.wallet[0] == 0


@FEW
@given(
    st.permutations(range(1, 13)), st.lists(st.integers(0, 11), max_size=8), st.integers(0, 1_500)
)
def test_lost_repeated_and_reordered_looks_end_in_the_same(
    order: list[int], lost: list[int], in_wallet: int
) -> None:
    """Whatever reaches the guard of twelve readings, the look at the last one decides."""
    calm, wild = Driver(in_wallet, KEYS[:1]), Driver(in_wallet, KEYS[:1])
    key = KEYS[0]
    for _ in order:
        calm.measure(key, 40, 60)
    for number, minute in enumerate(order):
        at = NOW + timedelta(minutes=minute)
        reading = MeterReading(at, 40 * minute)
        wild.sessions.record_progress(Progress(key, to_text(at), reading))
        if number not in lost:
            wild.look(key)
    for driver in (calm, wild):
        driver.look(key)
    assert wild.cost(key) == calm.cost(key)
    assert wild.wallet[0] >= 0
    assert wild.asked(key) or not calm.asked(key)
    assert calm.held(key) <= wild.held(key) or wild.asked(key)
