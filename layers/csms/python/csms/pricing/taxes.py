"""Rounded once, at the end: totals half up, and the tax groups so that they add up to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from csms.money import exponent
from csms.pricing.bounds import Bounded, usual_rate
from csms.pricing.lines import Line, net_and_gross
from csms.pricing.tariff import PricedTariff


@dataclass(frozen=True, slots=True)
class TaxGroup:
    """What one rate comes to, in minor units: net + tax = gross."""

    vat_percent: Decimal
    net_minor: int
    gross_minor: int

    @property
    def tax_minor(self) -> int:
        """The tax."""
        return self.gross_minor - self.net_minor


def groups(tariff: PricedTariff, lines: Sequence[Line], totals: Bounded) -> tuple[TaxGroup, ...]:
    """By rate, the least first. A bound is shared in proportion to what the rates came to."""
    exact: dict[Decimal, tuple[Fraction, Fraction]] = {}
    for one in lines:
        net, gross = net_and_gross(one, tax_included=tariff.tax_included)
        before = exact.get(one.quantity.component.vat_percent, (Fraction(0), Fraction(0)))
        exact[one.quantity.component.vat_percent] = before[0] + net, before[1] + gross
    if totals.gross and not totals.lines_gross:
        exact = {usual_rate(tariff): (totals.net, totals.gross)}
    unit = 10 ** exponent(tariff.currency)
    net_minor, gross_minor = half_up(totals.net * unit), half_up(totals.gross * unit)
    nets = shared({rate: both[0] for rate, both in exact.items()}, net_minor)
    # Tax is shared, not gross: a rate of 0 % must never come out with tax.
    taxes = shared(
        {rate: both[1] - both[0] for rate, both in exact.items()}, gross_minor - net_minor
    )
    return tuple(TaxGroup(rate, nets[rate], nets[rate] + taxes[rate]) for rate in sorted(exact))


def half_up(amount: Fraction) -> int:
    """Rounded to the nearest whole, away from zero in the middle."""
    whole = (abs(amount) * 2 + 1) // 2
    return whole if amount >= 0 else -whole


def shared[K: (int, Decimal)](parts: Mapping[K, Fraction], whole: int) -> dict[K, int]:
    """A whole in proportion, by the largest remainders; ties to the least key."""
    if not parts:
        return {}
    exact_sum = sum(parts.values(), Fraction(0))
    equal = Fraction(whole, len(parts))
    shares = {key: part * whole / exact_sum if exact_sum else equal for key, part in parts.items()}
    found = {key: int(part // 1) for key, part in shares.items()}
    order = sorted(shares, key=lambda key: (found[key] - shares[key], key))
    for key in order[: whole - sum(found.values())]:
        found[key] += 1
    return found
