"""What a session pays now, and from when on it would pay something else: for displays.

An amount is never made of it: that is what `price` is for.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from decimal import Decimal

from csms.pricing.calendar import millis, moment_of
from csms.pricing.conditions import Stretch
from csms.pricing.marks import MILLI, NOTHING, Marks, marks_of, strength
from csms.pricing.selection import Selection
from csms.pricing.tariff import Component, Dimension, PricedTariff
from csms.pricing.timeline import RESERVING, Activity, Segment
from csms.stations.model import CurrentType

# So far ahead is looked for a change.
AHEAD_MS = 24 * 3_600_000


@dataclass(frozen=True, slots=True)
class Rates:
    """Prices with tax, in major units; None: there is no such price then.

    `parking_per_hour` holds once the vehicle has asked for no power for `grace_s`.
    """

    per_kwh: Decimal | None = None
    per_hour: Decimal | None = None
    once: Decimal | None = None
    parking_per_hour: Decimal | None = None
    grace_s: int = 0


@dataclass(frozen=True, slots=True)
class Outlook:
    """At the end of a timeline. `then` are the rates from `changes_at` on, if they will change.

    `at_energy_wh`, `at_power_w`: where else they may change, counted from the session's start.
    """

    at: datetime
    parked: bool
    now: Rates
    changes_at: datetime | None = None
    then: Rates | None = None
    at_energy_wh: int | None = None
    at_power_w: int | None = None


def outlook(
    tariff: PricedTariff,
    timeline: Sequence[Segment],
    zone: tzinfo,
    current_type: CurrentType | None = None,
) -> Outlook | None:
    """None before anything has happened."""
    session = [one for one in timeline if one.activity not in RESERVING]
    if not session:
        return None
    end = millis(session[-1].end)
    marks = marks_of(tariff, end, end + AHEAD_MS, zone)
    place = _Place(tariff, session, marks, Selection(tariff, zone, current_type))
    now = place.rates(end)
    later = ((at, place.rates(at)) for at in place.moments(end))
    changes = next(((at, rates) for at, rates in later if rates != now), None)
    return Outlook(
        at=session[-1].end,
        parked=session[-1].activity is Activity.PARKED,
        now=now,
        changes_at=moment_of(changes[0]) if changes else None,
        then=changes[1] if changes else None,
        at_energy_wh=next((one // MILLI for one in marks.energies if one > place.taken), None),
        at_power_w=min(marks.powers, key=lambda one: abs(one - place.power_w), default=None),
    )


class _Place:
    """A session at its end, as a tariff's conditions see it."""

    def __init__(
        self,
        tariff: PricedTariff,
        session: Sequence[Segment],
        marks: Marks,
        selection: Selection,
    ) -> None:
        self._tariff, self._marks, self._selection = tariff, marks, selection
        self._begun = millis(session[0].start)
        self.taken = sum(one.energy_mwh for one in session)
        charged = [one for one in session if one.activity is Activity.CHARGING]
        length = millis(charged[-1].end) - millis(charged[-1].start) if charged else 0
        self._current_a, self.power_w = strength(charged[-1], length) if charged else (NOTHING, 0)

    def moments(self, end: int) -> Iterator[int]:
        """When the clock, or the time since the start, may turn a condition."""
        since = (self._begun + one for one in self._marks.durations)
        yield from sorted({*self._marks.clock, *(one for one in since if one > end)})

    def rates(self, at: int) -> Rates:
        charging = self._components(Activity.CHARGING, at, 0)
        parking, grace_ms = self._parking(at)
        return Rates(
            self._gross(charging.get(Dimension.ENERGY)),
            self._gross(charging.get(Dimension.TIME)),
            self._gross(charging.get(Dimension.FLAT)),
            self._gross(parking),
            grace_ms // MILLI,
        )

    def _parking(self, at: int) -> tuple[Component | None, int]:
        """The first price of parking that is one, and after how long it holds."""
        found = None
        for idle in (0, *self._marks.idles):
            here = self._components(Activity.PARKED, at, idle).get(Dimension.PARKING_TIME)
            if here is not None and here.price:
                return here, idle
            found = found or here
        return found, 0

    def _components(self, activity: Activity, at: int, idle: int) -> dict[Dimension, Component]:
        charging = activity is Activity.CHARGING
        current, power = (self._current_a, self.power_w) if charging else (NOTHING, 0)
        stretch = Stretch(activity, at, self.taken, at - self._begun, idle, current, power)
        return self._selection.components(stretch)

    def _gross(self, component: Component | None) -> Decimal | None:
        if component is None or self._tariff.tax_included:
            return component.price if component else None
        return component.price * (1 + component.vat_percent / 100)
