"""Schedules and people: the sweepers as they are deployed, and what an operator does by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms.charging.closing import close_session
from csms.charging.model import ChargingSession
from csms.charging.ports import SessionFilter
from csms.charging.vocabulary import SessionState
from csms.settlement.reviewing import Decision, Ruling, decide
from settlement_simulation import network
from settlement_simulation.workflow import TaskFailed

if TYPE_CHECKING:
    from settlement_simulation.surroundings import Surroundings

SWEEPERS = (
    "scheduled_jobs.sweep_payments",
    "scheduled_jobs.watch_terminals",
    "scheduled_jobs.watch_sessions",
    "scheduled_jobs.expire_holds",
)
EVERYTHING = 10_000


class Operators:
    """The hands of the operator."""

    def __init__(self, around: Surroundings) -> None:
        """Nothing was done yet."""
        self._around = around

    def sweep(self) -> None:
        """One round of every schedule, at once."""
        stations = self._around.stores.stations
        for station_id in network.station_ids():  # they beat their hearts
            stations.seen(station_id, self._around.agenda.now)
        self._around.provider.expire()
        for module in SWEEPERS:
            self._around.agenda.after(0.0, module, module, lambda module=module: self._run(module))  # type: ignore[misc]

    def _run(self, module: str) -> None:
        try:
            self._around.functions.invoke(module, {})
        except TaskFailed as failed:
            self._around.say(module, f"failed: {failed.name}")

    def close_forgotten(self) -> int:
        """Sessions that no station will ever end are closed by hand."""
        forgotten = self._sessions(SessionFilter(active=True))
        for session in forgotten:
            self._around.say(session.session_id, "closed by the operator")
            close_session(session, "Other", self._around.agenda.now, self._around.stores.sessions)
        return len(forgotten)

    def decide_reviews(self, share: float) -> int:
        """A part of the sessions in review is decided: charged at some energy, or waived."""
        random = self._around.chance.random
        in_review = self._sessions(SessionFilter(in_review=True))
        chosen = [one for one in in_review if random.random() < share]
        return sum(self._decide(session) for session in chosen)

    def decide_cards(self) -> int:
        """A customer's card is not kept reserved for long."""
        in_review = self._sessions(SessionFilter(in_review=True))
        by_card = [one for one in in_review if one.payer is not None and one.payer.by_card]
        return sum(self._decide(session) for session in by_card)

    def _decide(self, session: ChargingSession) -> bool:
        pays = session.payer is not None and session.payer.pays
        charged = Ruling(Decision.ENERGY, "looked at", "operator", energy_wh=1_000)
        waived = Ruling(Decision.WAIVE, "looked at", "operator")
        for ruling in (charged, waived) if pays else (waived,):
            if self._ruled(session, ruling):
                return True
        return False

    def _ruled(self, session: ChargingSession, ruling: Ruling) -> bool:
        needs, now = self._around.deployment, self._around.agenda.now
        telemetry = needs.seeing().of(session, now)
        try:
            self._around.functions.call(
                lambda: decide(session, ruling, telemetry, now, needs.posting(), needs.capturing)
            )
        except TaskFailed as failed:
            self._around.say(session.session_id, f"{ruling.decision}: {failed.name}")
            return False
        self._around.say(session.session_id, f"decided: {ruling.decision}")
        return True

    def _sessions(self, wanted: SessionFilter) -> list[ChargingSession]:
        found, _ = self._around.stores.sessions.page(wanted, EVERYTHING, None)
        of_old = [one for one in found if one.state is not SessionState.SETTLED]
        return sorted(of_old, key=lambda one: one.key)
