"""Which readings a price needs: the others may be forgotten, and the price is the same to the last
fraction.

A reading between two others is forgotten if nothing happens between those: no state, no moment or
energy at which a price may change, and the same activity all the way. Where energy does not flow
the moments do not matter: there is nothing to share out.
"""

from bisect import bisect_right
from collections.abc import Collection
from datetime import datetime, tzinfo

from csms.pricing.building import build
from csms.pricing.facts import BY_DEFAULT, Reading, Rules, SessionFacts, Signal
from csms.pricing.parts import states_of
from csms.pricing.quiet import Quiet
from csms.pricing.register import Register
from csms.pricing.tariff import PricedTariff

# In these, the vehicle charges between two readings whether the register rose or not.
ALWAYS_CHARGING = frozenset({None, Signal.CHARGING})


def needed(
    facts: SessionFacts,
    tariff: PricedTariff,
    zone: tzinfo,
    rules: Rules = BY_DEFAULT,
    pinned: Collection[datetime] = (),
) -> tuple[Reading, ...]:
    """The readings that the price rests on, by time; those at `pinned` moments are among them.

    Facts that come later, at moments after all of these, may be added: the price stays that of
    all facts. So it does for late readings, but for what lies between those forgotten, not for
    late states.
    """
    register = Register(facts.readings, facts.started)
    thinning = _Thinning(facts, register, Quiet(tariff, build(facts, rules), facts, zone), rules)
    kept: list[Reading] = []
    for number, one in enumerate(register.used):
        after = register.used[number + 1] if number + 1 < len(register.used) else None
        spare = kept and after and one.at not in pinned
        if not (spare and after and thinning.forgets(kept, one, after)):
            kept.append(one)
    return tuple(kept)


class _Thinning:
    """Whether a reading between two others says nothing."""

    def __init__(self, facts: SessionFacts, register: Register, quiet: Quiet, rules: Rules) -> None:
        self._told, self._flat_samples = bool(facts.changes), rules.flat_samples
        self._quiet, self._states = quiet, states_of(facts)
        rise = register.last_rise()
        self._last_rise = rise.at if rise else None
        self._first_wh = register.used[0].register_wh if register.used else 0

    def forgets(self, kept: list[Reading], one: Reading, after: Reading) -> bool:
        before = kept[-1]
        if not self._quiet.of_states(before.at, after.at):
            return False
        if before.register_wh == after.register_wh:
            return self._told or self._idle_is_known(kept, one)
        steady = before.register_wh < one.register_wh < after.register_wh
        if not steady and not self._charges_throughout(before, after):
            return False
        return self._quiet.of_marks(before, one, after, self._first_wh)

    def _idle_is_known(self, kept: list[Reading], one: Reading) -> bool:
        """Without states, some readings in a row tell that a vehicle parks, or a power that not."""
        flat = [each for each in kept if each.register_wh == one.register_wh]
        powered = any(each.power_w for each in flat[1:])
        return len(flat) > self._flat_samples and (powered or not one.power_w)

    def _charges_throughout(self, before: Reading, after: Reading) -> bool:
        """Whether a meter of coarse steps stands still between them, no more than that."""
        if self._last_rise is None or after.at > self._last_rise:
            return False
        number = bisect_right(self._states, before.at, key=lambda each: each.at)
        return (self._states[number - 1].signal if number else None) in ALWAYS_CHARGING
