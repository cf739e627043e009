"""What an operator decided beyond the prices: which sessions cost nothing at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from csms.pricing.timeline import RESERVING, Activity, Segment

MWH_PER_WH = 1000


@dataclass(frozen=True, slots=True)
class Policy:
    """Sessions that are free, whatever the tariff says.

    `free_without_energy`: one that took nothing pays no fee, no minimum, no time; the tariff alone
    would charge its start. `waive_below_wh` and `waive_below_s`: one that took less, or was
    shorter. A reservation that expired is paid all the same. `free_cancellation_s`: so soon after
    its acceptance a reservation may be cancelled.
    """

    free_without_energy: bool = False
    waive_below_wh: int = 0
    waive_below_s: int = 0
    free_cancellation_s: int = 0

    def waives(self, timeline: Sequence[Segment]) -> bool:
        """Whether a session is free."""
        if any(one.activity is Activity.RESERVATION_EXPIRED for one in timeline):
            return False
        energy_mwh = sum(one.energy_mwh for one in timeline)
        if self.free_without_energy and not energy_mwh:
            return True
        if energy_mwh < self.waive_below_wh * MWH_PER_WH:
            return True
        return _length(timeline) < timedelta(seconds=self.waive_below_s)


BY_THE_TARIFF = Policy()


def _length(timeline: Sequence[Segment]) -> timedelta:
    used = [one for one in timeline if one.activity not in RESERVING]
    return used[-1].end - used[0].start if used else timedelta(0)
