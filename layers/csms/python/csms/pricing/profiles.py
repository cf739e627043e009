"""Law as lint: AFIR (EU 2023/1804, Art. 5), UK (SI 2023/1168), California (4 CCR 4001, 4002.11).

They judge the ad-hoc price. What a reservation costs is no price of charging and is left alone.
"""

from collections.abc import Callable, Iterator
from enum import StrEnum

from csms.pricing.findings import Finding, error, finite_per_minute, placed
from csms.pricing.tariff import Dimension, PricedTariff

# AFIR's limit: from here on the price is per kWh, with an occupancy fee per minute at most.
AFIR_W = 50_000
TIMED = frozenset({Dimension.TIME, Dimension.PARKING_TIME})


class Profile(StrEnum):
    """The rules that a deployment chooses."""

    AFIR = "AFIR"
    UK = "UK"
    CALIFORNIA = "CALIFORNIA"


def judged(tariff: PricedTariff, profile: Profile, max_power_w: int | None) -> Iterator[Finding]:
    """`max_power_w` of the EVSE; None counts as fast, the stricter case."""
    yield from _PROFILES[profile](tariff, max_power_w)


def _afir(tariff: PricedTariff, max_power_w: int | None) -> Iterator[Finding]:
    if max_power_w is None or max_power_w >= AFIR_W:
        yield from _by_energy(tariff)
        yield from _without(tariff, Dimension.TIME, "charges_for_charging_time")
        yield from _without(tariff, Dimension.FLAT, "charges_per_session")
        yield from _without_minimum(tariff)
    for one in placed(tariff):
        component = one.component
        if component.step_size > 1 and component.dimension is not Dimension.FLAT:
            yield error("steps", one.where, "a step makes the price more than it says; use 1")
        if component.dimension in TIMED and not finite_per_minute(component):
            yield error("no_price_per_minute", one.where, "its price per minute cannot be shown")


def _uk(tariff: PricedTariff, _: int | None) -> Iterator[Finding]:
    """The total price is in pence per kWh; what is paid for overstaying is exempt."""
    yield from _by_energy(tariff)
    yield from _without(tariff, Dimension.TIME, "charges_for_charging_time")
    yield from _without(tariff, Dimension.FLAT, "charges_per_session")
    yield from _without_minimum(tariff)
    if tariff.currency != "GBP":
        yield error("currency", "currency", "the price is in pence: use GBP")
    taxed = any(one.component.vat_percent for one in placed(tariff))
    if taxed and not tariff.tax_included:
        yield error("tax_not_included", "tax_included", "the total price includes tax: use YES")


def _california(tariff: PricedTariff, _: int | None) -> Iterator[Finding]:
    """Energy is sold per kWh; time may cost as a service of its own, that is parking."""
    yield from _by_energy(tariff)
    yield from _without(tariff, Dimension.TIME, "charges_for_charging_time")


def _by_energy(tariff: PricedTariff) -> Iterator[Finding]:
    if not any(one.component.dimension is Dimension.ENERGY for one in placed(tariff)):
        yield error("not_energy_based", "elements", "a price per kWh is needed")


def _without(tariff: PricedTariff, dimension: Dimension, code: str) -> Iterator[Finding]:
    for one in placed(tariff):
        if one.component.dimension is dimension and one.component.price and not one.reserving:
            yield error(code, one.where, f"{dimension} must not cost anything here")


def _without_minimum(tariff: PricedTariff) -> Iterator[Finding]:
    if tariff.min_price.before_taxes or tariff.min_price.after_taxes:
        yield error("minimum_price", "min_price", "a minimum is a price per session")


_PROFILES: dict[Profile, Callable[[PricedTariff, int | None], Iterator[Finding]]] = {
    Profile.AFIR: _afir,
    Profile.UK: _uk,
    Profile.CALIFORNIA: _california,
}
