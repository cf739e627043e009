"""What is wrong or odd about a tariff, before drivers are billed with it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from csms.pricing.findings import (
    Finding,
    Placed,
    Severity,
    error,
    finite_per_minute,
    placed,
    warning,
)
from csms.pricing.profiles import TIMED, Profile, judged
from csms.pricing.reach import unreachable
from csms.pricing.tariff import Dimension, PricedTariff, Restrictions
from csms.stations.model import CurrentType


def lint(
    tariff: PricedTariff,
    profiles: Iterable[Profile] = (),
    max_power_w: int | None = None,
) -> list[Finding]:
    """Errors first. A tariff with an error must not be published."""
    found = [
        *_bounds(tariff),
        *unreachable(tariff),
        *_defaults(tariff),
        *_prices(tariff),
        *(one for each in sorted(set(profiles)) for one in judged(tariff, each, max_power_w)),
    ]
    return sorted(dict.fromkeys(found), key=lambda one: one.severity is not Severity.ERROR)


def _bounds(tariff: PricedTariff) -> Iterator[Finding]:
    low, high = tariff.min_price, tariff.max_price
    for least, most, side in (
        (low.before_taxes, high.before_taxes, "before_taxes"),
        (low.after_taxes, high.after_taxes, "after_taxes"),
    ):
        if least is not None and most is not None and least > most:
            yield error("min_above_max", f"min_price.{side}", "min_price is above max_price")


def _defaults(tariff: PricedTariff) -> Iterator[Finding]:
    """Where no element holds, a dimension costs nothing (OCPI): hardly ever meant for energy."""
    every = [one for one in placed(tariff) if not one.reserving]
    for dimension in Dimension:
        priced = [one for one in every if one.component.dimension is dimension]
        if not priced or _always(_but_grace(one) for one in priced):
            continue
        how = error if dimension is Dimension.ENERGY else warning
        message = f"{dimension} costs nothing where no element holds: add one without restrictions"
        yield how("no_default", priced[-1].where, message)
    charging = {Dimension.ENERGY, Dimension.TIME, Dimension.FLAT}
    if not any(one.component.dimension in charging for one in every):
        yield error("charging_is_free", "elements", "to charge costs nothing; if so, say FLAT 0")


def _but_grace(one: Placed) -> Restrictions:
    """A grace is meant to cost nothing."""
    given = one.element.restrictions
    parking = one.component.dimension is Dimension.PARKING_TIME
    return replace(given, min_idle_s=None) if parking else given


def _always(every: Iterable[Restrictions]) -> bool:
    """One without conditions; or one for AC and one for DC."""
    kinds = {
        one.current_type for one in every if one == Restrictions(current_type=one.current_type)
    }
    return None in kinds or kinds == {*CurrentType}


def _prices(tariff: PricedTariff) -> Iterator[Finding]:
    for one in placed(tariff):
        component = one.component
        if component.step_size > 1 and component.dimension is not Dimension.FLAT:
            yield warning("step_size", one.where, "a step bills more than was used; 1 is advised")
        if component.dimension in TIMED and not finite_per_minute(component):
            message = "per minute it has no finite decimals: OCPP 2.1 stations cannot be told it"
            yield warning("per_minute", one.where, message)
