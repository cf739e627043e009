"""The members of OCPP 2.1 TariffType that hold prices, and what of a tariff goes into each."""

from dataclasses import dataclass

from csms.pricing.tariff import Component, Dimension, Element, PricedTariff, Reservation

MINUTES = 60


@dataclass(frozen=True, slots=True)
class Field:
    """`price` is the member that names the amount; ours is for `divisor` times as much."""

    name: str
    dimension: Dimension
    price: str
    divisor: int = 1
    reservation: bool = False

    @property
    def fixed(self) -> bool:
        """Whether it is due once."""
        return self.dimension is Dimension.FLAT

    @property
    def timed(self) -> bool:
        """Whether it is due for each minute."""
        return self.divisor == MINUTES


FIELDS = (
    Field("energy", Dimension.ENERGY, "priceKwh"),
    Field("chargingTime", Dimension.TIME, "priceMinute", MINUTES),
    Field("idleTime", Dimension.PARKING_TIME, "priceMinute", MINUTES),
    Field("fixedFee", Dimension.FLAT, "priceFixed"),
    Field("reservationTime", Dimension.TIME, "priceMinute", MINUTES, reservation=True),
    Field("reservationFixed", Dimension.FLAT, "priceFixed", reservation=True),
)


def of_field(tariff: PricedTariff, field: Field) -> list[tuple[Element, Component]]:
    """Its prices in order, with the elements that say when they hold."""
    wanted = Reservation.RESERVATION if field.reservation else None
    return [
        (element, component)
        for element in tariff.elements
        if element.restrictions.reservation is wanted
        for component in element.components
        if component.dimension is field.dimension
    ]
