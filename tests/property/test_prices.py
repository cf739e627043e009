"""Prices: exact, complete, monotone, the same however finely a session is cut."""

from datetime import timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from tests.builders import NOW, a_tariff

from csms.tariffs.model import Tariff
from csms.tariffs.rating import PricedSession, price
from csms.tariffs.timeline import Activity, Segment

PRICES = st.decimals(0, 1000, places=6)
RATES = st.decimals(0, 30, places=2)
ENERGIES = st.integers(0, 10**9)


@st.composite
def tariffs(draw: st.DrawFn) -> Tariff:
    component = {
        "type": "ENERGY",
        "price": draw(PRICES),
        "vat": draw(RATES),
        "step_size": draw(st.sampled_from([0, 1, 7, 100, 1000])),
    }
    return a_tariff(
        currency=draw(st.sampled_from(["EUR", "JPY", "KWD"])),
        tax_included=draw(st.sampled_from(["YES", "NO"])),
        elements=[{"price_components": [component]}],
    )


def priced(tariff: Tariff, *energies: int) -> PricedSession:
    segments = [
        Segment(
            NOW + timedelta(minutes=number),
            NOW + timedelta(minutes=number + 1),
            Activity.CHARGING,
            energy_wh,
        )
        for number, energy_wh in enumerate(energies)
    ]
    return price(tariff, segments)


@given(tariffs(), ENERGIES)
def test_net_and_tax_are_gross(tariff: Tariff, energy_wh: int) -> None:
    found = priced(tariff, energy_wh)
    assert found.net + found.tax == found.gross
    assert found.tax.minor >= 0
    for one in found.by_vat:
        assert one.net + one.tax == one.gross


@given(tariffs(), ENERGIES)
def test_lines_explain_the_sum(tariff: Tariff, energy_wh: int) -> None:
    found = priced(tariff, energy_wh)
    exact = sum((line.amount for line in found.lines), Decimal(0))
    billed = found.gross if tariff.tax_included else found.net
    scale = {"EUR": 100, "JPY": 1, "KWD": 1000}[tariff.currency]
    assert abs(exact * scale - billed.minor) <= Decimal("0.5")
    assert sum(one.gross.minor for one in found.by_vat) == found.gross.minor


@given(tariffs(), ENERGIES, ENERGIES)
def test_more_energy_never_costs_less(tariff: Tariff, one: int, other: int) -> None:
    less, more = priced(tariff, min(one, other)), priced(tariff, max(one, other))
    assert less.net.minor <= more.net.minor
    assert less.gross.minor <= more.gross.minor


@given(tariffs(), st.lists(st.integers(0, 10**6), max_size=20))
def test_cutting_a_session_does_not_change_its_price(tariff: Tariff, energies: list[int]) -> None:
    assert priced(tariff, *energies) == priced(tariff, sum(energies))


@given(tariffs())
def test_nothing_delivered_costs_nothing(tariff: Tariff) -> None:
    assert priced(tariff, 0).gross.minor == 0
