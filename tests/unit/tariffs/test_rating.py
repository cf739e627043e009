import json
from datetime import datetime
from decimal import ROUND_CEILING, Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.builders import NOW, a_tariff, minutes

from csms.money import Money
from csms.tariffs.document import tariff_from_document
from csms.tariffs.rating import PricedSession, TaxedSum, price
from csms.tariffs.timeline import Activity, Segment

VECTORS = json.loads(
    (Path(__file__).parent / "energy_vectors.json").read_text(), parse_float=Decimal
)["vectors"]


def timeline_of(vector: dict[str, Any]) -> list[Segment]:
    """A started Wh counts as one: OCPI's own step_size of 1, and our unit."""
    return [
        Segment(
            datetime.fromisoformat(period["start"]),
            datetime.fromisoformat(period["end"]),
            Activity(period["state"]),
            int((Decimal(period["energy_kwh"]) * 1000).to_integral_value(ROUND_CEILING)),
        )
        for period in vector["periods"]
    ]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: str(vector["id"]))
def test_worked_examples_come_out_exactly(vector: dict[str, Any]) -> None:
    found = price(tariff_from_document(vector["tariff"], 1), timeline_of(vector))
    expected = vector["expected"]
    outcome = {
        "total_excl": Decimal(found.net.minor) / 100,
        "total_incl": Decimal(found.gross.minor) / 100,
        "total_excl_exact": sum(line.amount for line in found.lines),
        "total_excl_3dp": round(sum((line.amount for line in found.lines), Decimal(0)), 3),
        "billed": {"energy_kwh": sum(Decimal(line.quantity_wh) / 1000 for line in found.lines)},
    }
    for name, value in expected.items():
        wanted = (
            {"energy_kwh": Decimal(value["energy_kwh"])} if name == "billed" else Decimal(value)
        )
        assert outcome[name] == wanted, name


def priced(
    energy_wh: int, price_per_kwh: str = "0.35", vat: str = "19", **fields: Any
) -> PricedSession:
    segment = Segment(NOW, minutes(60), Activity.CHARGING, energy_wh)
    return price(a_tariff(price_per_kwh, vat, **fields), [segment])


def test_net_price_gets_its_tax() -> None:
    found = priced(10_000, "0.35", "19")
    assert (found.net, found.tax, found.gross) == (
        Money(350, "EUR"),
        Money(67, "EUR"),
        Money(417, "EUR"),
    )
    assert found.by_vat == (TaxedSum(Decimal(19), found.net, found.tax, found.gross),)


def test_gross_price_contains_its_tax() -> None:
    found = priced(10_000, "0.35", "19", tax_included="YES")
    assert (found.net.minor, found.tax.minor, found.gross.minor) == (294, 56, 350)


def test_line_says_how_the_price_came_about() -> None:
    (line,) = priced(12_345, "0.3333", "7.7").lines
    assert (line.quantity_wh, line.price_per_kwh, line.vat_percent) == (
        12_345,
        Decimal("0.3333"),
        Decimal("7.7"),
    )
    assert line.amount == Decimal("4.1145885")


def test_no_energy_is_no_line_and_no_price() -> None:
    found = priced(0)
    assert (found.lines, found.by_vat, found.gross) == ((), (), Money(0, "EUR"))


def test_segments_are_priced_as_one_quantity() -> None:
    segments = [Segment(NOW, NOW, Activity.CHARGING, 5) for _ in range(3)]
    assert price(a_tariff(), segments) == priced(15)


def test_currency_without_decimals_is_rounded_to_whole_units() -> None:
    assert priced(1000, "49.5", "0", currency="JPY").gross == Money(50, "JPY")


@pytest.mark.parametrize(("step_size", "quantity_wh"), [(0, 101), (1, 101), (100, 200), (101, 101)])
def test_quantity_goes_up_to_the_next_step(step_size: int, quantity_wh: int) -> None:
    component = {"type": "ENERGY", "price": 1, "step_size": step_size}
    tariff = a_tariff(elements=[{"price_components": [component]}])
    (line,) = price(tariff, [Segment(NOW, NOW, Activity.CHARGING, 101)]).lines
    assert line.quantity_wh == quantity_wh


def test_first_element_with_a_dimension_prices_it() -> None:
    elements = [{"price_components": [{"type": "ENERGY", "price": one}]} for one in (1, 2)]
    (line,) = price(a_tariff(elements=elements), [Segment(NOW, NOW, Activity.CHARGING, 1000)]).lines
    assert line.price_per_kwh == 1
