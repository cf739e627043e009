"""One world: its day with all that goes wrong, then calm until nothing is left to do."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from csms.payments.terminal import terminal_payment_id
from settlement_simulation import network
from settlement_simulation.card_customers import CardCustomers
from settlement_simulation.chance import Chance, Fault
from settlement_simulation.conversations import Conversation
from settlement_simulation.delivering import BATCHES
from settlement_simulation.desks import Desks
from settlement_simulation.drivers import Drivers
from settlement_simulation.operators import Operators
from settlement_simulation.plans import Payer, Plan, plans
from settlement_simulation.surroundings import Surroundings

if TYPE_CHECKING:
    from datetime import datetime

    from csms.charging.model import ChargingSession
    from settlement_simulation.binding import Current
    from settlement_simulation.virtual_time import Due

SESSIONS = 40
SWEEP_S = 900
RACE_WITHIN_S = 30
# Longer than any settlement waits for anything, then longer than any hold lasts.
CALM_ROUNDS, HOLDS_OVER = 40, timedelta(days=31)
OUTAGES, OUTAGE_S = 2, (120, 7200)


@dataclass(slots=True)
class World:
    """A seed, and all that follows from it."""

    seed: str
    sessions: int = SESSIONS
    without: frozenset[Fault] = frozenset()
    keep_stories: bool = False
    around: Surroundings = field(init=False)
    plans: list[Plan] = field(init=False)
    drivers: Drivers = field(init=False)
    customers: CardCustomers = field(init=False)
    desks: Desks = field(init=False)
    steps: int = 0
    by_place: dict[tuple[str, int, datetime], ChargingSession] = field(default_factory=dict)

    def live(self, current: Current) -> None:
        """From the first card to the last hold."""
        chance = Chance(self.seed, self.without)
        self.around = Surroundings(chance, keep_stories=self.keep_stories)
        current.deployment, current.random = self.around.deployment, Random(f"{self.seed} ids")
        self._prepare()
        operators = Operators(self.around)
        self._have_a_day(operators)
        self._calm_down(operators)

    def _prepare(self) -> None:
        around, random = self.around, Random(f"{self.seed} plans")
        network.build(around.stores, around.agenda.now)
        self.plans = plans(self.sessions, random)
        self.drivers, self.customers = Drivers(around), CardCustomers(around)
        self.drivers.plan(max(4, self.sessions // 3))
        self.desks = Desks(around, self.drivers.topped_up)
        self.desks.plan(Random(f"{self.seed} orders"))
        for plan in self.plans:
            if plan.payer is Payer.CARD:
                self.customers.plan(plan)
            else:
                Conversation(plan, _token_id(plan), around).begin()
        for _ in range(OUTAGES):
            begin = around.agenda.now + timedelta(seconds=random.randint(0, 6 * 3600))
            lasts = timedelta(seconds=random.randint(*OUTAGE_S))
            around.provider.outages.append((begin, begin + lasts))

    def _have_a_day(self, operators: Operators) -> None:
        ends = max(
            (plan.at(plan.lasts_s + (plan.stays_s or 0)) for plan in self.plans),
            default=self.around.agenda.now,
        )
        until = ends + timedelta(hours=1)

        def sweep() -> None:
            operators.sweep()
            if self.around.agenda.now < until:
                self.around.agenda.after(SWEEP_S, "schedules", "", sweep)

        self.around.agenda.after(SWEEP_S, "schedules", "", sweep)
        self._run(until)
        operators.decide_reviews(0.3)

    def _calm_down(self, operators: Operators) -> None:
        """Nothing goes wrong any more; schedules and the operator bring everything to an end."""
        around = self.around
        around.chance.weather.calm = True
        for number in range(CALM_ROUNDS):
            operators.sweep()
            self._run(around.agenda.now + timedelta(hours=1))
            left = around.workflow.redrive_failed() + operators.decide_cards()
            self.desks.ask_again()
            if number >= 3:
                left += operators.close_forgotten()
            if number >= 8 and not left and self._quiet():
                break
        operators.decide_reviews(0.5)
        self._run(around.agenda.now + timedelta(hours=1))

    def end_holds(self) -> None:
        """Long after: what nobody decided on holds nothing any more."""
        self.around.agenda.now += HOLDS_OVER
        Operators(self.around).sweep()
        self._run(self.around.agenda.now + timedelta(hours=1))

    def payment_id_of(self, reference: str) -> str:
        """Of a terminal's customer."""
        return terminal_payment_id(network.TERMINAL, reference)

    def outcomes(self) -> Counter[str]:
        """What became of the sessions; of plans without one, that there was none."""
        found = Counter(_outcome(one) for one in self.around.stores.facts.everything())
        missing = len(self.plans) - found.total()
        return found + Counter({"never began": max(0, missing)})

    def _quiet(self) -> bool:
        """Whether only reviews are left."""
        stores, now = self.around.stores, self.around.agenda.now
        soon = now + timedelta(days=7)
        open_sessions = any(one.settlement is None for one in stores.facts.everything())
        running = any(one.status == "RUNNING" for one in self.around.workflow.executions.values())
        open_payments = stores.payments.due(soon, 1)
        return not (open_sessions or running or open_payments)

    def _run(self, until: datetime) -> None:
        agenda = self.around.agenda
        while (due := agenda.next_until(until)) is not None:
            self._do(due)
            self.steps += 1
        agenda.now = max(agenda.now, until)

    def _do(self, due: Due) -> None:
        chance, workers = self.around.chance, self.around.workers
        rival = None
        if due.about and chance.wants(Fault.RACE):
            rival = self.around.agenda.rival(
                due.about, RACE_WITHIN_S, due.what if due.what in BATCHES else ""
            )
        if rival is None:
            return due.act()
        chance.counts[Fault.RACE] += 1
        self.around.say(due.about, f"at once: {due.what} and {rival.what}")
        return workers.race([due.act, rival.act], chance.random)


def _token_id(plan: Plan) -> str:
    match plan.payer:
        case Payer.BALANCE:
            return network.token_of(plan.payer_id)
        case Payer.BLOCKED:
            return network.blocked_token_of(plan.payer_id)
        case _:
            return plan.payer_id


def _outcome(session: ChargingSession) -> str:
    settlement = session.settlement
    if settlement is None:
        return "open"
    if settlement.decided is not None:
        return f"decided: {settlement.decided.decision}"
    charged = " and charged" if settlement.gross_minor else " for nothing"
    return settlement.outcome.value + (charged if settlement.outcome == "settled" else "")
