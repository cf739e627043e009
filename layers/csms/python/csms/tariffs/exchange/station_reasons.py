"""What OCPP 2.1 stations cannot be told, because they would come to another price."""

from collections.abc import Iterator

from csms.pricing.tariff import Component, Element, ParkingCap, Reservation, Restrictions
from csms.stations.model import CurrentType
from csms.tariffs.exchange.amounts import finite, net_price
from csms.tariffs.exchange.narrowing import Narrowed
from csms.tariffs.exchange.refusing import Reason
from csms.tariffs.exchange.station_conditions import asks_more_than_the_clock
from csms.tariffs.exchange.station_fields import FIELDS, Field

Placed = tuple[str, Element, Component]


def reasons(found: Narrowed, *, named: bool) -> Iterator[Reason]:
    """Of a tariff without what changes no price; `named`: its id is one of OCPP."""
    if not named:
        yield Reason("id", "with the version it has more than 60 characters, or one OCPP has not")
    if found.tariff.parking_cap != ParkingCap():
        yield Reason("parking_cap", "stations know no bound of what parking costs")
    for where, element in found.placed():
        if element.restrictions.reservation is Reservation.RESERVATION_EXPIRES:
            yield Reason(where, "stations know no price of a reservation that expired")
    for field in FIELDS:
        yield from _of_field(found, field)


def _of_field(found: Narrowed, field: Field) -> Iterator[Reason]:
    wanted = Reservation.RESERVATION if field.reservation else None
    every: list[Placed] = [
        (where, element, component)
        for where, element in found.placed()
        if element.restrictions.reservation is wanted
        for component in element.components
        if component.dimension is field.dimension
    ]
    if len({component.vat_percent for _, _, component in every}) > 1:
        yield Reason(every[-1][0], f"{field.name} has one tax for all of its prices")
    for placed in every:
        yield from _of_price(placed, field, tax_included=found.tariff.tax_included)
    if field.fixed and every:
        yield from _of_fees(every)


def _of_price(placed: Placed, field: Field, *, tax_included: bool) -> Iterator[Reason]:
    where, element, component = placed
    if finite(net_price(component, tax_included=tax_included) / field.divisor) is None:
        unit = "per minute " if field.timed else ""
        yield Reason(where, f"the price of {field.name} {unit}without tax has no end of decimals")
    if component.step_size > 1 and not field.fixed and component.price > 0:
        yield Reason(where, f"stations round nothing up, its step_size is {component.step_size}")
    clocked = field.fixed or field.reservation
    if clocked and asks_more_than_the_clock(element.restrictions):
        yield Reason(where, f"{field.name} may depend on the clock, and on AC or DC, alone")


def _of_fees(every: list[Placed]) -> Iterator[Reason]:
    """A fee is decided at the start; here it is due whenever an element first holds.

    Both are the same if some element holds always.
    """
    kinds = {
        element.restrictions.current_type
        for _, element, _ in every
        if _always(element.restrictions)
    }
    if None not in kinds and kinds != {*CurrentType}:
        yield Reason(
            every[-1][0],
            "a fee that begins to hold on the way is not decided at the start:"
            " add one without conditions, 0 if it is none",
        )


def _always(given: Restrictions) -> bool:
    return given == Restrictions(current_type=given.current_type, reservation=given.reservation)
