"""The price of a session: one function for the running cost, the final one and any replay of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo

from csms.pricing.bounds import Bounded, bounded
from csms.pricing.calendar import moment_of
from csms.pricing.caps import capped
from csms.pricing.lines import Line, line
from csms.pricing.policy import BY_THE_TARIFF, Policy
from csms.pricing.quantities import DayOf, quantities
from csms.pricing.selection import Selection
from csms.pricing.stretches import stretches
from csms.pricing.tariff import PricedTariff
from csms.pricing.taxes import TaxGroup, groups
from csms.pricing.timeline import RESERVING, Activity, Segment
from csms.stations.model import CurrentType


@dataclass(frozen=True, slots=True)
class Price:
    """A price with its reasons. `totals` are exact, `by_vat` is rounded to minor units."""

    currency: str
    lines: tuple[Line, ...]
    totals: Bounded
    by_vat: tuple[TaxGroup, ...]

    @property
    def net_minor(self) -> int:
        """Without tax, in minor units."""
        return sum(one.net_minor for one in self.by_vat)

    @property
    def gross_minor(self) -> int:
        """With tax, in minor units."""
        return sum(one.gross_minor for one in self.by_vat)


def price(
    tariff: PricedTariff,
    timeline: Sequence[Segment],
    zone: tzinfo,
    policy: Policy = BY_THE_TARIFF,
    current_type: CurrentType | None = None,
) -> Price:
    """Price a timeline. Rejected if it is not in order or overlaps itself."""
    lines: list[Line] = []
    charged = not policy.waives(timeline)
    if charged:
        found = stretches(tariff, timeline, zone)
        billed = quantities(found, Selection(tariff, zone, current_type), _days(tariff, zone))
        lines = capped(tariff, [line(one) for one in billed])
    used = charged and any(one.activity not in RESERVING for one in timeline)
    expired = any(one.activity is Activity.RESERVATION_EXPIRED for one in timeline)
    totals = bounded(tariff, lines, least=used, most=charged and (used or not expired))
    return Price(tariff.currency, tuple(lines), totals, groups(tariff, lines, totals))


def _days(tariff: PricedTariff, zone: tzinfo) -> DayOf:
    if tariff.parking_cap.per_day is None:
        return lambda _: ""
    return lambda at: moment_of(at).astimezone(zone).date().isoformat()
