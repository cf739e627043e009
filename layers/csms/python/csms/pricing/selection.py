"""Which component prices a piece in a dimension: the first element, in order, that holds (OCPI)."""

from collections.abc import Iterator
from datetime import tzinfo

from csms.pricing.calendar import holds_by_clock
from csms.pricing.pieces import Piece
from csms.pricing.tariff import (
    Component,
    Dimension,
    Element,
    PricedTariff,
    Reservation,
    Restrictions,
)
from csms.pricing.timeline import Activity
from csms.stations.model import CurrentType

# Milliwatt-hours and milliseconds of the wire's Wh and seconds.
MILLI = 1000


class Selection:
    """The choice for one session; what holds is looked up once for each stretch of the clock."""

    def __init__(
        self, tariff: PricedTariff, zone: tzinfo, current_type: CurrentType | None
    ) -> None:
        """`current_type` of the EVSE, None if it is not known."""
        self._tariff, self._zone, self._current_type = tariff, zone, current_type
        self._by_clock: dict[int, list[tuple[Element, bool]]] = {}

    def component(self, piece: Piece, dimension: Dimension) -> Component | None:
        """None: this dimension costs nothing then."""
        for element in self._holding(piece):
            for component in element.components:
                if component.dimension is dimension:
                    return component
        return None

    def _holding(self, piece: Piece) -> Iterator[Element]:
        for element, by_clock in self._at_clock(piece):
            if by_clock and self._holds(element.restrictions, piece):
                yield element

    def _at_clock(self, piece: Piece) -> list[tuple[Element, bool]]:
        found = self._by_clock.get(piece.clock)
        if found is None:
            found = [
                (one, holds_by_clock(one.restrictions, int(piece.start), self._zone))
                for one in self._ordered()
            ]
            self._by_clock[piece.clock] = found
        return found

    def _ordered(self) -> list[Element]:
        """What an expired reservation costs goes before what any reservation does."""
        elements = self._tariff.elements
        expiring = [
            one
            for one in elements
            if one.restrictions.reservation is Reservation.RESERVATION_EXPIRES
        ]
        return expiring + [one for one in elements if one not in expiring]

    def _holds(self, restrictions: Restrictions, piece: Piece) -> bool:
        if not _reservation_fits(restrictions.reservation, piece.activity):
            return False
        if restrictions.current_type not in (None, self._current_type):
            return False
        return (
            _within(
                piece.energy_mwh_before,
                _times(restrictions.min_energy_wh),
                _times(restrictions.max_energy_wh),
            )
            and _within(
                piece.duration_ms,
                _times(restrictions.min_duration_s),
                _times(restrictions.max_duration_s),
            )
            and _within(
                piece.idle_ms, _times(restrictions.min_idle_s), _times(restrictions.max_idle_s)
            )
            and _within(piece.current_a, restrictions.min_current_a, restrictions.max_current_a)
            and _within(piece.power_w, restrictions.min_power_w, restrictions.max_power_w)
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
