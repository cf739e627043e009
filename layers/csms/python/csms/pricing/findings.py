"""What a lint finds in a tariff, and how to go over its prices."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from csms.pricing.tariff import Component, Element, PricedTariff


class Severity(StrEnum):
    """An error forbids to publish the tariff; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """A code for programs, the place, and what to do about it."""

    code: str
    severity: Severity
    where: str
    message: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A component with its element and its place in the document."""

    where: str
    number: int
    element: Element
    component: Component

    @property
    def reserving(self) -> bool:
        """Whether it prices a reservation, not a session."""
        return self.element.restrictions.reservation is not None


def placed(tariff: PricedTariff) -> Iterator[Placed]:
    """Every component, in order."""
    for number, element in enumerate(tariff.elements):
        for index, component in enumerate(element.components):
            where = f"elements[{number}].price_components[{index}]"
            yield Placed(where, number, element, component)


def error(code: str, where: str, message: str) -> Finding:
    """It forbids to publish."""
    return Finding(code, Severity.ERROR, where, message)


def warning(code: str, where: str, message: str) -> Finding:
    """It may be meant so."""
    return Finding(code, Severity.WARNING, where, message)


def finite_per_minute(component: Component) -> bool:
    """Whether a price per hour is a finite decimal per minute, as OCPP 2.1 states prices."""
    return 10**40 % (Fraction(component.price) / 60).denominator == 0
