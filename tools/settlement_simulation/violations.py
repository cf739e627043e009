"""What a check says, and how a session is found among the plans."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from settlement_simulation import frames, telling
from settlement_simulation.plans import ABSURD, Payer, Plan

if TYPE_CHECKING:
    from csms.charging.model import ChargingSession
    from settlement_simulation.world import World


# From then on nobody believes a stop that names no transaction.
SILENCE_S = 1800
NOT_PAYING = {Payer.NOBODY, Payer.BLOCKED}


@dataclass(frozen=True, slots=True)
class Violation:
    """What is wrong, and whose story tells how it came to be: names of plans, sessions, ids."""

    what: str
    stories: tuple[str, ...] = ()


type Check = Callable[["World"], Iterable[Violation]]


def session_of(plan: Plan, world: World) -> ChargingSession | None:
    """The session of a plan: by its place and the station's own time of its start."""
    facts = world.around.stores.facts
    by_place = world.by_place
    if not by_place:
        for session in facts.everything():
            start = session.start
            place = (session.key.station_id, start.evse_id if start else 0, session.started_at)
            by_place.setdefault(place, session)
    if not frames.is_1_6(plan):
        return facts.get(frames.key_of(plan))
    return by_place.get((plan.station_id, plan.evse_id, plan.starts_at))


def lost(plan: Plan, session: ChargingSession, world: World, *names: str) -> bool:
    """Whether one of these frames was not answered when the session was judged: what it said may
    not have been known.
    """
    judged_at = world.around.judged_at.get(session.session_id)
    heard = [plan.heard.get(name) for name in names]
    return any(at is None or (judged_at is not None and at >= judged_at) for at in heard)


def causes_of_review(plan: Plan, session: ChargingSession, world: World) -> set[str]:
    """Why a machine may leave a session to a person, as the world knows it."""
    found = set()
    if plan.delivered_wh and (plan.payer in NOT_PAYING or plan.refused):
        found.add("nobody is known to pay")
    if plan.kind == ABSURD:
        found.add("an absurd register")
    if lost(plan, session, world, frames.START):
        found.add("the start was lost")
    if lost(plan, session, world, frames.STOP):
        found.add("the stop was lost")
    if frames.is_1_6(plan) and plan.transaction_id is None and plan.ended_s > SILENCE_S:
        found.add("the stop named no transaction, as the station never learned its id")
    if told_after_its_visit(plan, world):
        found.add("the visit was over when the start was told")
    if captured_too_early(plan, session, world):
        found.add("the card had paid by less than was told in the end")
    return found


def told_after_its_visit(plan: Plan, world: World) -> bool:
    """Whether a card had been released, as nobody seemed to plug in, when a start was told."""
    visit = world.around.stores.visits.get(world.customers.visits.get(plan.name, ""))
    told_at = plan.heard.get(frames.START)
    return visit is not None and told_at is not None and told_at >= visit.plug_in_by


def captured_too_early(plan: Plan, session: ChargingSession, world: World) -> bool:
    """Whether a card's settlement had begun, without all of it, when the stop, or anything that
    its price rests on, was told.
    """
    execution = world.around.workflow.executions.get(session.session_id)
    if execution is None or plan.payer is not Payer.CARD:
        return False
    told = (plan.heard.get(one) for one in (frames.STOP, *telling.between(plan)))
    return any(at is not None and at > execution.started_at for at in told)


def taken_for_gone_later(plan: Plan, world: World) -> bool:
    """Whether neither that a vehicle left was told, nor that the next one came: what the connector
    says of that one is the first word of its being free.
    """
    if plan.stays_s is None or frames.FREE in plan.heard:
        return False
    places = (plan.station_id, plan.evse_id)
    after = (
        one
        for one in world.plans
        if (one.station_id, one.evse_id) == places and one.began and one.starts_at > plan.starts_at
    )
    following = min(after, key=lambda one: one.starts_at, default=None)
    return following is not None and frames.START not in following.heard


def intact(plan: Plan, session: ChargingSession, world: World) -> bool:
    """Whether all that the price rests on was told truly, and in time."""
    return plan.kind != ABSURD and not lost(plan, session, world, frames.START, frames.STOP)
