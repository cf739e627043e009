"""The proofs of idle time that are kept with a price."""

from collections.abc import Sequence

from csms.charging.costs import IdleProof
from csms.pricing.idle import Parked

# A vehicle that pulses for days must not fill the session's item (400 KB) with its pauses.
MOST = 300


def proofs_of(parked: Sequence[Parked]) -> tuple[IdleProof, ...]:
    """All, as a rule. Of too many the longest ones, and the last, which is what ended it."""
    if len(parked) > MOST:
        longest = sorted(parked[:-1], key=lambda one: one.end - one.start)[1 - MOST :]
        parked = sorted([*longest, parked[-1]], key=lambda one: one.start)
    return tuple(_proof(one) for one in parked)


def _proof(one: Parked) -> IdleProof:
    signal = one.signal.value if one.signal else None
    return IdleProof(one.start, one.end, one.last_increase, signal, one.ended_by)
