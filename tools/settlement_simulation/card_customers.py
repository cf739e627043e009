"""Customers with a card at a terminal: reserved first, then plugged in, or not."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from csms.commands.model import CommandState
from csms.money import Money
from csms.payments.terminal import TerminalWish
from csms.payments.visits import Visit, VisitEnd
from csms.terminals.beginning import VisitWish, begin_visit
from csms.terminals.giving_back import give_back
from settlement_simulation import network
from settlement_simulation.conversations import Conversation
from settlement_simulation.plans import CANCELS, PLUGS_IN, STATION_REFUSES, Plan
from settlement_simulation.workflow import TaskFailed

if TYPE_CHECKING:
    from settlement_simulation.surroundings import Surroundings

ATTEMPTS = 10
# So long before the session the card is held to the reader.
BEFORE_S = 240


class CardCustomers:
    """What terminals ask of us. `visits` are the visits that were begun, by session plan."""

    def __init__(self, around: Surroundings) -> None:
        """Nobody has come yet."""
        self._around = around
        self.visits: dict[str, str] = {}

    def plan(self, plan: Plan) -> None:
        """The customer of a session comes in time."""
        at = plan.starts_at - timedelta(seconds=BEFORE_S)
        self._around.agenda.at(at, "card", plan.name, lambda: self._authorise(plan, 1))

    def _authorise(self, plan: Plan, attempt: int) -> None:
        """As `POST /authorisations` does; the terminal repeats it until the station is asked."""
        wish = VisitWish(
            plan.station_id,
            plan.evse_id,
            TerminalWish(
                network.TERMINAL,
                plan.name,
                Money(plan.amount_minor, network.CURRENCY),
                "pm_card",
            ),
        )
        around, needs = self._around, self._around.deployment
        try:
            visit = around.functions.call(lambda: begin_visit(wish, needs.visiting()).visit)
        except TaskFailed as failed:
            around.say(plan.name, f"terminal: {failed.name}")
            return self._again(plan, attempt)
        self.visits[plan.name] = visit.visit_id
        around.say(plan.name, f"visit {visit.visit_id}, ended: {visit.ended}")
        if visit.ended is not None:
            return None
        if visit.start_command is None:
            return self._again(plan, attempt)
        return self._asked_to_start(plan, visit)

    def _again(self, plan: Plan, attempt: int) -> None:
        if attempt < ATTEMPTS:
            self._around.agenda.after(
                10, "card", plan.name, lambda: self._authorise(plan, attempt + 1)
            )

    def _asked_to_start(self, plan: Plan, visit: Visit) -> None:
        """The station answers, and waits for the plug."""
        accepts = plan.visit != STATION_REFUSES
        self._answer(visit, accepted=accepts)
        if plan.visit == CANCELS:
            self._around.agenda.after(30, "cancel", plan.name, lambda: self._cancel(visit, 1))
        if not accepts or plan.visit != PLUGS_IN or plan.began:
            return
        plan.starts_at = max(plan.starts_at, self._around.agenda.now + timedelta(seconds=5))
        Conversation(plan, visit.visit_id, self._around).begin()

    def _answer(self, visit: Visit, *, accepted: bool) -> None:
        """What the station says to the remote start; nobody disturbs that here."""
        commands, now = self._around.stores.commands, self._around.agenda.now
        command = commands.get(visit.station_id, visit.start_command or "")
        if command is not None and commands.mark_sent(command, "RemoteStart", now):
            state = CommandState.ANSWERED if accepted else CommandState.REJECTED
            answer = {"status": "Accepted" if accepted else "Rejected"}
            commands.record_answer(visit.station_id, command.command_id, state, answer, None, now)

    def _cancel(self, visit: Visit, attempt: int) -> None:
        around, needs = self._around, self._around.deployment

        def cancel() -> None:
            present = needs.visits().get(visit.visit_id)
            give_back(present, VisitEnd.CANCELLED, needs.visiting())

        try:
            around.functions.call(cancel)
        except TaskFailed:
            if attempt < ATTEMPTS:
                around.agenda.after(
                    15, "cancel", visit.visit_id, lambda: self._cancel(visit, attempt + 1)
                )
