"""The states of a session over time, and which of them say nothing new."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import datetime

from csms.pricing.facts import Change, SessionFacts, Signal
from csms.pricing.parts import states_of
from csms.pricing.quiet import Quiet
from csms.pricing.register import Register

# In these, the vehicle charges between two readings whether the register rose or not.
ALWAYS_CHARGING = frozenset({None, Signal.CHARGING})


class States:
    """What is in force when."""

    def __init__(self, facts: SessionFacts) -> None:
        """The stop counts among the states."""
        self.every = states_of(facts)

    def at(self, moment: datetime) -> Signal | None:
        """The newest state at a moment; None before the first."""
        number = bisect_right(self.every, moment, key=lambda each: each.at)
        return self.every[number - 1].signal if number else None


def thinned_states(facts: SessionFacts, register: Register, quiet: Quiet) -> tuple[Change, ...]:
    """Without those that repeat the one before, unless one of them proves that a station is there,
    or cuts energy at a moment that is shared out by.
    """
    states = States(facts).every
    proofs = sorted({one.at for one in states} | {one.at for one in register.used})
    lost = sorted(one.at for one in facts.changes if one.signal is Signal.OFFLINE)
    spare = {
        one.at
        for before, one, _ in zip(states, states[1:], states[2:], strict=False)
        if one.signal is before.signal
        and not _proves(one.at, proofs, lost)
        and quiet.of_reading(one.at)
    }
    kept = (one for one in facts.changes if one.at not in spare or one.signal is Signal.OFFLINE)
    return tuple(sorted(kept, key=lambda one: (one.at, one.signal)))


def _proves(at: datetime, proofs: Sequence[datetime], lost: Sequence[datetime]) -> bool:
    """Whether an absence lies between a proof and its neighbours."""
    number = bisect_left(proofs, at)
    low, high = proofs[max(number - 1, 0)], proofs[min(number + 1, len(proofs) - 1)]
    return bisect_left(lost, low) < bisect_right(lost, high)
