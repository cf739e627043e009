"""Which facts a price needs: the others may be forgotten, and the price is the same to the last
fraction.

A reading between two others is forgotten if nothing happens between those: no state, no moment or
energy at which a price may change, and the same activity all the way. Where energy does not flow
the moments do not matter: there is nothing to share out. A state that says what is known already
is forgotten likewise.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, tzinfo

from csms.pricing.building import build
from csms.pricing.facts import BY_DEFAULT, Reading, Rules, SessionFacts
from csms.pricing.quiet import Quiet
from csms.pricing.register import Register
from csms.pricing.states import ALWAYS_CHARGING, States, thinned_states
from csms.pricing.tariff import PricedTariff


def thinned(
    facts: SessionFacts,
    tariff: PricedTariff,
    zone: tzinfo,
    rules: Rules = BY_DEFAULT,
    pinned: Collection[datetime] = (),
) -> SessionFacts:
    """The facts that the price rests on, by time; readings at `pinned` moments are among them.

    Facts that come later, at moments after all of these, may be added: the price stays that of
    all facts. So it does for readings that come late, but for a state that comes late between
    readings that were forgotten it need not.
    """
    register = Register(facts.readings, facts.started)
    quiet = Quiet(tariff, build(facts, rules), facts, zone, register)
    fewer = replace(facts, changes=thinned_states(facts, register, quiet))
    thinning = _Thinning(fewer, register, quiet.with_states(fewer), rules)
    kept: list[Reading] = []
    for number, one in enumerate(register.used):
        after = register.used[number + 1] if number + 1 < len(register.used) else None
        spare = kept and after and one.at not in pinned
        if not (spare and after and thinning.forgets(kept, one, after)):
            kept.append(one)
    return replace(fewer, readings=tuple(kept))


class _Thinning:
    """Whether a reading between two others says nothing."""

    def __init__(self, facts: SessionFacts, register: Register, quiet: Quiet, rules: Rules) -> None:
        self._told, self._flat_samples = bool(facts.changes), rules.flat_samples
        self._quiet, self._states = quiet, States(facts)
        rise = register.last_rise()
        self._last_rise = rise.at if rise else None

    def forgets(self, kept: list[Reading], one: Reading, after: Reading) -> bool:
        before, quiet = kept[-1], self._quiet
        if not (quiet.of_states(before.at, after.at) and quiet.of_power(before, one, after)):
            return False
        if before.register_wh == after.register_wh:
            return self._told or self._idle_is_known(kept, one)
        steady = before.register_wh < one.register_wh < after.register_wh
        if not steady and not self._charges_throughout(before, after):
            return False
        return quiet.of_marks(before, after)

    def _idle_is_known(self, kept: list[Reading], one: Reading) -> bool:
        """Without states, some readings in a row tell that a vehicle parks, or a power that not."""
        flat = [each for each in kept if each.register_wh == one.register_wh]
        powered = any(each.power_w for each in flat[1:])
        return len(flat) > self._flat_samples and (powered or not one.power_w)

    def _charges_throughout(self, before: Reading, after: Reading) -> bool:
        """Whether a meter of coarse steps stands still between them, no more than that."""
        if self._last_rise is None or after.at > self._last_rise:
            return False
        return self._states.at(before.at) in ALWAYS_CHARGING
