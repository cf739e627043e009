"""A tariff without what changes no price: for one kind of EVSE, or for both."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import time

from csms.pricing.tariff import (
    Component,
    Dimension,
    Element,
    ParkingCap,
    PricedTariff,
    Restrictions,
)
from csms.stations.model import CurrentType

MIDNIGHT = time(0)
# What a reservation may cost (OCPI `ReservationRestrictionType`).
OF_RESERVATIONS = {Dimension.FLAT, Dimension.TIME}


@dataclass(frozen=True, slots=True)
class Narrowed:
    """`numbers` are where its elements stand in the tariff that it was made of."""

    tariff: PricedTariff
    numbers: tuple[int, ...]

    def placed(self) -> Iterator[tuple[str, Element]]:
        """The elements with their places in that tariff."""
        pairs = zip(self.numbers, self.tariff.elements, strict=True)
        return ((f"elements[{number}]", element) for number, element in pairs)


def narrowed(tariff: PricedTariff, current_type: CurrentType | None = None) -> Narrowed:
    """The same prices in fewer words; with a current type, for EVSEs of that alone."""
    kept = [
        (number, element)
        for number, one in enumerate(tariff.elements)
        if (element := _element(one, current_type)) is not None
    ]
    elements = tuple(element for _, element in kept)
    cap = tariff.parking_cap if _prices_parking(elements) else ParkingCap()
    return Narrowed(
        replace(tariff, elements=elements, parking_cap=cap), tuple(number for number, _ in kept)
    )


def _element(element: Element, current_type: CurrentType | None) -> Element | None:
    """None of an element that never gives a price."""
    given = element.restrictions
    if current_type is not None and given.current_type not in {None, current_type}:
        return None
    components = _components(element)
    if not components:
        return None
    return Element(components, _restrictions(given, current_type))


def _components(element: Element) -> tuple[Component, ...]:
    """The first of each dimension; the others never count."""
    first: dict[Dimension, Component] = {}
    for one in element.components:
        if element.restrictions.reservation is None or one.dimension in OF_RESERVATIONS:
            first.setdefault(one.dimension, one)
    return tuple(first.values())


def _restrictions(given: Restrictions, current_type: CurrentType | None) -> Restrictions:
    # A least of 0 asks for nothing.
    found = replace(
        given,
        min_energy_wh=given.min_energy_wh or None,
        min_current_a=given.min_current_a or None,
        min_power_w=given.min_power_w or None,
        min_duration_s=given.min_duration_s or None,
        min_idle_s=given.min_idle_s or None,
    )
    if current_type is not None:
        found = replace(found, current_type=None)
    if (found.start_time or MIDNIGHT) == (found.end_time or MIDNIGHT):
        # The whole day: equal ends are undefined in OCPI (docs/billing.md).
        found = replace(found, start_time=None, end_time=None)
    whole_week = len(found.days_of_week) == len(range(7))
    return replace(found, days_of_week=frozenset()) if whole_week else found


def _prices_parking(elements: tuple[Element, ...]) -> bool:
    return any(
        one.dimension is Dimension.PARKING_TIME and one.price > 0
        for element in elements
        for one in element.components
    )
