"""A session cut at its facts, each part read on its own: energy flow beats what a status says."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from csms.pricing.facts import PARKING, Change, Rules, SessionFacts, Signal
from csms.pricing.register import Register
from csms.pricing.timeline import Activity

# From what may cost most to what ends a session.
RANK = (
    Signal.CHARGING,
    Signal.SUSPENDED_EV,
    Signal.FINISHING,
    Signal.SUSPENDED_EVSE,
    Signal.FAULTED,
    Signal.AVAILABLE,
)


@dataclass(slots=True)
class Part:
    """Between two facts that follow each other. `signal` is the status in force, if any.

    `power_w` is what the reading at its end says, or the next one: what was drawn up to it.
    """

    start: datetime
    end: datetime
    activity: Activity
    energy_mwh: int
    signal: Signal | None
    power_w: int | None = None


def states_of(facts: SessionFacts) -> list[Change]:
    """The states in order; of two at one moment, the one that costs the driver less.

    A stop with the plug in is Finishing, unless the station is faulty or says so itself. One that
    is estimated says nothing: the vehicle may have charged on.
    """
    found: dict[datetime, Change] = {}
    for one in facts.changes:
        known = found.get(one.at)
        if one.at >= facts.started and one.signal is not Signal.OFFLINE:
            found[one.at] = max(one, known or one, key=lambda each: RANK.index(each.signal))
    told = facts.stopped is not None and not facts.stop_estimated
    if facts.stopped is not None and told and facts.stopped not in found:
        before = max((at for at in found if at < facts.stopped), default=None)
        if before is None or found[before].signal is not Signal.FAULTED:
            found[facts.stopped] = Change(facts.stopped, Signal.FINISHING)
    return [found[at] for at in sorted(found)]


def parts_of(
    facts: SessionFacts, states: Sequence[Change], register: Register, end: datetime, rules: Rules
) -> list[Part]:
    """From the start to the end."""
    proofs = dict.fromkeys([*register.moments, *(one.at for one in states)])
    moments = {facts.started: None, **proofs, end: None}
    begun = None
    if rules.without_energy_s is not None:
        begun = facts.started + timedelta(seconds=rules.without_energy_s)
        moments[begun] = None
    ordered = sorted(one for one in moments if facts.started <= one <= end)
    lost = [one.at for one in facts.changes if one.signal is Signal.OFFLINE]
    known = _Known(states, lost, sorted(proofs) if lost else [])
    found = []
    taken = register.mwh(facts.started)
    for low, high in pairwise(ordered):
        signal = known.signal(low)
        upto = register.mwh(high)
        entitled = taken > 0 or (begun is not None and low >= begun)
        rises = upto > taken or register.rises(low)
        activity = _activity(signal, rises=rises, entitled=entitled)
        if activity is Activity.CHARGING and not rises and _behind_estimate(facts, low):
            activity = Activity.WITHHELD
        found.append(Part(low, high, activity, upto - taken, signal, register.power_w(high)))
        taken = upto
    return found


def _behind_estimate(facts: SessionFacts, at: datetime) -> bool:
    """Whether nobody told what a vehicle took from then on: no word of before proves it."""
    return facts.stop_estimated and facts.stopped is not None and at >= facts.stopped


def _activity(signal: Signal | None, *, rises: bool, entitled: bool) -> Activity:
    if rises:
        return Activity.CHARGING
    if signal in PARKING:
        return Activity.PARKED if entitled else Activity.WITHHELD
    if signal in (None, Signal.CHARGING):
        return Activity.CHARGING
    return Activity.WITHHELD


class _Known:
    """The status in force. A lost station is unknown from the last proof to the next one."""

    def __init__(
        self, states: Sequence[Change], lost: Sequence[datetime], proofs: Sequence[datetime]
    ) -> None:
        self._states, self._proofs = states, proofs
        self._since = [one.at for one in states]
        self._lost = [(self._before(at), self._after(at)) for at in sorted(set(lost))]

    def signal(self, at: datetime) -> Signal | None:
        for low, high in self._lost:
            if low <= at and (high is None or at < high):
                return Signal.OFFLINE
        number = bisect_right(self._since, at)
        return self._states[number - 1].signal if number else None

    def _before(self, at: datetime) -> datetime:
        number = bisect_right(self._proofs, at)
        return self._proofs[number - 1] if number else at

    def _after(self, at: datetime) -> datetime | None:
        number = bisect_right(self._proofs, at)
        return self._proofs[number] if number < len(self._proofs) else None
