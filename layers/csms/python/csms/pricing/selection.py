"""Which component prices a dimension at a moment: that of the first element that holds (OCPI)."""

from datetime import tzinfo

from csms.pricing.calendar import holds_by_clock
from csms.pricing.conditions import Stretch
from csms.pricing.marks import MILLI
from csms.pricing.tariff import (
    Component,
    Dimension,
    PricedTariff,
    Reservation,
    Restrictions,
)
from csms.pricing.timeline import Activity
from csms.stations.model import CurrentType


class Selection:
    """The choice for one session."""

    def __init__(
        self, tariff: PricedTariff, zone: tzinfo, current_type: CurrentType | None
    ) -> None:
        """`current_type` of the EVSE, None if it is not known."""
        self._zone, self._current_type = zone, current_type
        # What an expired reservation costs goes before what any reservation does.
        self._elements = sorted(
            tariff.elements,
            key=lambda one: one.restrictions.reservation is not Reservation.RESERVATION_EXPIRES,
        )

    def components(self, stretch: Stretch) -> dict[Dimension, Component]:
        """A dimension that is not among them costs nothing then."""
        found: dict[Dimension, Component] = {}
        for element in self._elements:
            if self._holds(element.restrictions, stretch):
                for component in element.components:
                    found.setdefault(component.dimension, component)
        return found

    def _holds(self, restrictions: Restrictions, stretch: Stretch) -> bool:
        return (
            _reservation_fits(restrictions.reservation, stretch.activity)
            and restrictions.current_type in (None, self._current_type)
            and holds_by_clock(restrictions, stretch.at_ms, self._zone)
            and _measures_hold(restrictions, stretch)
        )


def _measures_hold(given: Restrictions, at: Stretch) -> bool:
    return (
        _within(at.before_mwh, _times(given.min_energy_wh), _times(given.max_energy_wh))
        and _within(at.duration_ms, _times(given.min_duration_s), _times(given.max_duration_s))
        and _within(at.idle_ms, _times(given.min_idle_s), _times(given.max_idle_s))
        and _within(at.current_a, given.min_current_a, given.max_current_a)
        and _within(at.power_w, given.min_power_w, given.max_power_w)
    )


def _reservation_fits(wanted: Reservation | None, activity: Activity) -> bool:
    if activity is Activity.RESERVATION_EXPIRED:
        return wanted is not None
    if activity is Activity.RESERVED:
        return wanted is Reservation.RESERVATION
    return wanted is None


def _within(value: object, low: object, high: object) -> bool:
    return (low is None or value >= low) and (high is None or value < high)  # type: ignore[operator]


def _times(bound: int | None) -> int | None:
    return None if bound is None else bound * MILLI
