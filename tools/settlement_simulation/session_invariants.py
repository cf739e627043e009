"""Each session: charged once, at the price of what the meter delivered, or left to a person."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from csms.charging.model import ChargingSession
from csms.charging.vocabulary import SessionState
from settlement_simulation import frames, telling
from settlement_simulation.oracle import Used, price_minor
from settlement_simulation.plans import Plan
from settlement_simulation.violations import (
    NOT_PAYING,
    Check,
    Violation,
    causes_of_review,
    intact,
    lost,
    session_of,
    taken_for_gone_later,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from settlement_simulation.world import World


def _story(plan: Plan, session: ChargingSession | None) -> tuple[str, ...]:
    if session is None:
        return (plan.name,)
    token_id = session.payer.token_id if session.payer else ""
    return plan.name, session.session_id, token_id


def _told(world: World) -> Iterator[tuple[Plan, ChargingSession]]:
    for plan in world.plans:
        session = session_of(plan, world)
        if session is not None:
            yield plan, session


def nothing_is_lost(world: World) -> Iterator[Violation]:
    """What a station was answered is a session."""
    for plan in world.plans:
        if frames.START in plan.heard and session_of(plan, world) is None:
            yield Violation(f"{plan.name}: its start was answered, and is not there", (plan.name,))


def starts_are_one(world: World) -> Iterator[Violation]:
    """The same start, however often it is told, is one session; but for one that was over at once:
    it looks like that of a station without a clock, and what nothing follows costs nothing.
    """
    places = Counter(
        (one.key.station_id, one.start.evse_id, one.started_at)
        for one in world.around.stores.facts.everything()
        if one.start is not None and not _of_nothing(one)
    )
    for place, count in places.items():
        if count > 1:
            yield Violation(f"{count} sessions of one start: {place[0]}, EVSE {place[1]}")


def all_end(world: World) -> Iterator[Violation]:
    """Settled, or in review with a reason."""
    for plan, session in _told(world):
        settlement = session.settlement
        if settlement is None:
            yield Violation(f"{plan.name}: {session.state} for ever", _story(plan, session))
        elif session.state is SessionState.REVIEW and not settlement.reason:
            yield Violation(f"{plan.name}: in review for no reason", _story(plan, session))


def reviews_are_warranted(world: World) -> Iterator[Violation]:
    """A person is asked only where something was wrong that no machine can know."""
    for plan, session in _told(world):
        settlement = session.settlement
        reviewed = settlement is not None and settlement.reason is not None
        if reviewed and not causes_of_review(plan, session, world):
            reason = settlement.reason if settlement else ""
            yield Violation(f"{plan.name}: in review, because {reason}", _story(plan, session))


def charged_once(world: World) -> Iterator[Violation]:
    """One charge for a settled session that costs something; none for any other."""
    charges: Counter[str] = Counter()
    for transfer in world.around.stores.books.transfers.values():
        if transfer.kind == "charge":
            charges[transfer.reference] += 1
    for plan, session in _told(world):
        settlement = session.settlement
        settled = session.state is SessionState.SETTLED
        due = 1 if settled and settlement and settlement.gross_minor else 0
        found = charges.pop(session.session_id, 0)
        if found != due:
            text = f"{plan.name}: {session.state}, {found} charges instead of {due}"
            yield Violation(text, _story(plan, session))
    for session_id, count in charges.items():
        yield Violation(f"{count} charges of {session_id}, which nobody knows", (session_id,))


def price_is_right(world: World) -> Iterator[Violation]:
    """What was told truly is charged exactly; what was lost is charged as far as it is proven."""
    for plan, session in _told(world):
        settlement = session.settlement
        if settlement is None or session.state is not SessionState.SETTLED or settlement.decided:
            continue
        if taken_for_gone_later(plan, world):
            continue
        allowed = _prices(plan, session, world)
        if not intact(plan, session, world):  # which may have been stored all the same
            allowed |= _provable(plan)
        if not any(least <= settlement.gross_minor <= most for least, most in allowed):
            text = f"{plan.name}: charged {settlement.gross_minor}, right is {sorted(allowed)}"
            yield Violation(text, _story(plan, session))


def parking_is_true(world: World) -> Iterator[Violation]:
    """Whatever was lost: nobody pays parking for time in which the vehicle charged, was withheld
    from, or was away.
    """
    for plan, session in _told(world):
        settlement = session.settlement
        by_machine = settlement is not None and not settlement.decided
        if not by_machine or settlement is None or not settlement.idle_seconds_billed:
            continue
        truly = telling.parked_truly(plan)
        if taken_for_gone_later(plan, world):
            continue
        if settlement.idle_seconds_billed > truly:
            text = f"{plan.name}: {settlement.idle_seconds_billed} s of parking, truly {truly} s"
            yield Violation(text, _story(plan, session))


def _of_nothing(session: ChargingSession) -> bool:
    charged = session.settlement is not None and session.settlement.gross_minor
    return not (charged or session.energy_wh)


def _prices(plan: Plan, session: ChargingSession, world: World) -> set[tuple[int, int]]:
    """By what was told in time, and what may have been; each a range of one price."""
    names = telling.between(plan)
    perhaps = {one for one in names if lost(plan, session, world, one)}
    found = telling.prices(plan, set(names) - perhaps, sorted(perhaps))
    return {(one, one) for one in found}


def _provable(plan: Plan) -> set[tuple[int, int]]:
    """The prices at each moment at which the meter was read, with no more parking than was true."""
    seconds = [0, plan.ended_s]
    seconds += [frames.second_of_reading(plan, one) for one in range(1, plan.readings + 1)]
    seconds += [plan.full_s] if plan.full_s is not None else []
    told = [one for one in seconds if one <= plan.ended_s]
    energies = {plan.register_at(one) - plan.begin_wh for one in told}
    parked = {second: telling.parked_truly(plan, second) for second in told}
    return {
        (
            price_minor(plan.station_id, Used(energy, second)),
            price_minor(plan.station_id, Used(energy, second, parked[second])),
        )
        for energy in energies
        for second in told
    }


def nothing_for_nothing(world: World) -> Iterator[Violation]:
    """No energy, a refused or unknown token: no charge but by a person's word."""
    for plan, session in _told(world):
        settlement = session.settlement
        nobody = plan.payer in NOT_PAYING or plan.refused
        nothing = plan.delivered_wh == 0 and not lost(plan, session, world, frames.STOP)
        charged = settlement is not None and settlement.gross_minor and not settlement.decided
        if charged and (nobody or nothing):
            yield Violation(f"{plan.name}: charged for nothing", _story(plan, session))


SESSION_CHECKS: dict[str, Check] = {
    "what was answered is kept": nothing_is_lost,
    "a start is one session": starts_are_one,
    "every session is settled, or in review with a reason": all_end,
    "reviews have a cause that the world knows": reviews_are_warranted,
    "every session is charged once at most, and if settled": charged_once,
    "the charge is the price of what the meter delivered": price_is_right,
    "no more parking is charged than was true": parking_is_true,
    "nothing is charged for no energy, or to a refused token": nothing_for_nothing,
}
