"""Worked examples: OCPI's own, other people's, ours. `make price` on files that nobody has seen."""

import json
from pathlib import Path
from typing import Any

import pytest

from csms import exact_json
from price_vectors.__main__ import main
from price_vectors.comparing import differences
from price_vectors.pricing import priced

FOLDER = Path(__file__).parent
FILES = ("vectors.json", "more_vectors.json")


def _vectors(name: str) -> list[dict[str, Any]]:
    vectors: list[dict[str, Any]] = exact_json.loads((FOLDER / name).read_text())["vectors"]
    return vectors


EVERY = [one for name in FILES for one in _vectors(name)]
PERIOD = {
    "start": "2026-01-14T10:00:00Z",
    "end": "2026-01-14T11:00:00Z",
    "state": "CHARGING",
    "energy_kwh": "20",
}
COMPONENT = {"type": "ENERGY", "price": 0.25, "vat": 10, "step_size": 1}
TARIFF = {"currency": "EUR", "elements": [{"price_components": [COMPONENT]}]}
GOOD = {"id": "good", "tariff": TARIFF, "periods": [PERIOD]}


@pytest.mark.parametrize("vector", EVERY, ids=lambda one: one["id"])
def test_example_comes_to_what_it_says(vector: dict[str, Any]) -> None:
    assert differences(vector["expected"], priced(vector)) == []


def test_every_example_has_an_id_of_its_own() -> None:
    ids = [one["id"] for one in EVERY]
    assert len(set(ids)) == len(ids)
    assert len(_vectors("vectors.json")) == 38


@pytest.mark.parametrize("name", FILES)
def test_the_command_finds_every_file_as_expected(name: str, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    assert main([str(FOLDER / name), "--out", str(out)]) == 0
    results = json.loads(out.read_text())
    assert list(results) == [one["id"] for one in _vectors(name)]
    for one in results.values():
        assert isinstance(one["total_excl"], str)
        assert isinstance(one["total_incl"], str)
        assert {"energy_kwh", "charging_s", "parking_s", "reservation_s"} == one["billed"].keys()


def _run(tmp_path: Path, content: Any) -> tuple[int, dict[str, Any]]:
    file, out = tmp_path / "in.json", tmp_path / "out.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content))
    status = main([str(file), "--out", str(out)])
    return status, json.loads(out.read_text()) if out.exists() else {}


def test_totals_have_the_decimals_of_the_currency(tmp_path: Path) -> None:
    totals = {"EUR": "5.00", "JPY": "5", "KWD": "5.000"}
    vectors = [dict(GOOD, id=one, tariff=dict(TARIFF, currency=one)) for one in totals]
    _, results = _run(tmp_path, vectors)
    assert {name: one["total_excl"] for name, one in results.items()} == totals


def test_a_bare_list_is_read(tmp_path: Path) -> None:
    status, results = _run(tmp_path, [GOOD])
    assert status == 0
    assert results["good"]["total_incl"] == "5.50"


def test_an_example_without_an_id_has_its_number_and_a_repeated_id_too(tmp_path: Path) -> None:
    nameless = {name: value for name, value in GOOD.items() if name != "id"}
    _, results = _run(tmp_path, [nameless, GOOD, GOOD])
    assert list(results) == ["#1", "good", "good#3"]


def test_another_amount_than_expected_is_status_1_and_says_both(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, results = _run(tmp_path, [dict(GOOD, expected={"total_excl": "5.01"})])
    assert status == 1
    assert results["good"]["total_excl"] == "5.00"
    assert "total_excl: expected 5.01, found 5.00" in capsys.readouterr().out


@pytest.mark.parametrize(
    "content",
    ["", "no JSON", "[1,", "{}", "[]", '{"vectors": {}}', "7", '{"vectors": []}', "[" * 100_000],
)
def test_a_file_without_examples_is_status_2(
    tmp_path: Path, content: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(tmp_path, content) == (2, {})
    assert "make price: " in capsys.readouterr().err


def test_a_missing_file_and_a_missing_folder_are_status_2(tmp_path: Path) -> None:
    assert main([str(tmp_path / "none.json")]) == 2
    good = tmp_path / "in.json"
    good.write_text(json.dumps([GOOD]))
    assert main([str(good), "--out", str(tmp_path / "none" / "out.json")]) == 2
    good.write_bytes(b"\xff\xfe[]")
    assert main([str(good)]) == 2


def _period(**changes: Any) -> dict[str, Any]:
    return dict(GOOD, periods=[dict(PERIOD, **changes)])


def _tariff(**changes: Any) -> dict[str, Any]:
    return dict(GOOD, tariff=dict(TARIFF, **changes))


def _component(**changes: Any) -> dict[str, Any]:
    return _tariff(elements=[{"price_components": [dict(COMPONENT, **changes)]}])


def _restrictions(restrictions: Any) -> dict[str, Any]:
    return _tariff(elements=[{"price_components": [COMPONENT], "restrictions": restrictions}])


OVERLAPPING = [PERIOD, dict(PERIOD, start="2026-01-14T10:59:59Z", end="2026-01-14T12:00:00Z")]
BROKEN: dict[str, tuple[Any, str]] = {
    "no object": (7, "example: an object"),
    "no tariff": ({"periods": [PERIOD]}, "tariff: an object"),
    "no periods": ({"tariff": TARIFF}, "periods: at least one"),
    "empty periods": (dict(GOOD, periods=[]), "periods: at least one"),
    "a period that is none": (dict(GOOD, periods=["x"]), "periods[0]: an object"),
    "unknown state": (_period(state="SLEEPING"), "periods[0].state: must be one of CHARGING"),
    "state of another type": (_period(state=["CHARGING"]), "periods[0].state"),
    "no state": (dict(GOOD, periods=[{"start": "x"}]), "periods[0].state"),
    "no end": (_period(end=None), "periods[0].end: a moment"),
    "no moment": (_period(start="yesterday"), "periods[0].start: a moment"),
    "ends before it begins": (_period(end="2026-01-14T09:00:00Z"), "ends before it begins"),
    "overlap": (dict(GOOD, periods=OVERLAPPING), "timeline: the part from 2026-01-14 10:59:59"),
    "negative energy": (_period(energy_kwh="-1"), "periods[0].energy_kwh"),
    "endless energy": (_period(energy_kwh="1e999999999"), "periods[0].energy_kwh"),
    "energy in words": (_period(energy_kwh="much"), "periods[0].energy_kwh"),
    "current in words": (_period(min_current_a="much"), "periods[0].min_current_a"),
    "unknown zone": (dict(GOOD, time_zone="Europe/Atlantis"), "time_zone: Europe/Atlantis"),
    "zone out of the folder": (dict(GOOD, time_zone="../../etc/passwd"), "time_zone"),
    "unknown current type": (dict(GOOD, current_type="UC"), "current_type: must be one of"),
    "no elements": (_tariff(elements=[]), "tariff.elements: at least one"),
    "elements of another type": (_tariff(elements={}), "tariff.elements: at least one"),
    "no components": (_tariff(elements=[{}]), "tariff.elements[0].price_components"),
    "unknown dimension": (_component(type="DISTANCE"), "price_components[0].type"),
    "no price": (_component(price=None), "price_components[0].price"),
    "negative price": (_component(price=-1), "price_components[0].price"),
    "price that is true": (_component(price=True), "price_components[0].price"),
    "price without end": (_component(price="1e-999999999"), "more than 18 decimals"),
    "half a step": (_component(step_size=0.5), "step_size: a whole number"),
    "unknown restriction": (_restrictions({"max_soc": 80}), "max_soc cannot be priced"),
    "restrictions in a list": (_restrictions([1]), "restrictions: an object"),
    "no time": (_restrictions({"start_time": "9"}), "start_time: a time"),
    "no such time": (_restrictions({"start_time": "25:00"}), "start_time: a time"),
    "no date": (_restrictions({"end_date": "2026-02-30"}), "end_date: a date"),
    "no weekday": (_restrictions({"day_of_week": ["HOLIDAY"]}), "day_of_week: a list"),
    "unknown reservation": (_restrictions({"reservation": "MAYBE"}), "reservation: must be"),
    "no currency": (_tariff(currency=None), "tariff.currency"),
    "unknown tax": (_tariff(tax_included=["YES"]), "tariff.tax_included"),
    "bound of another shape": (_tariff(min_price=1), "tariff.min_price: an object"),
    "bound with another name": (_tariff(min_price={"net": 1}), "net cannot be priced"),
    "cap of another shape": (_tariff(parking_cap=[1]), "tariff.parking_cap: an object"),
    "min above max": (
        _tariff(min_price={"before_taxes": 2}, max_price={"before_taxes": 1}),
        "min_price is above max_price",
    ),
    "expectation of another shape": (dict(GOOD, expected=["5.00"]), ""),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_example_is_named_and_does_not_stop_the_others(name: str, tmp_path: Path) -> None:
    broken, message = BROKEN[name]
    named = dict(broken, id="broken") if isinstance(broken, dict) else broken
    status, results = _run(tmp_path, {"vectors": [named, GOOD]})
    assert status == 1
    assert results["good"]["total_incl"] == "5.50"
    if message:
        assert message in results[next(iter(results))]["error"]


@pytest.mark.parametrize(
    "vector",
    [
        _component(vat=None, step_size=None),
        _component(price="0.25", vat="10.0", step_size=1.0),
        _restrictions(None),
        _restrictions({"start_time": None, "day_of_week": []}),
        _tariff(min_price=None, max_price=None, tax_included=None),
        _tariff(
            id="x", country_code="DE", tariff_alt_text=[], end_date_time="2019-06-30T23:59:59Z"
        ),
        _period(energy_kwh=20, min_power_kw=None, max_current_a=None),
        dict(GOOD, time_zone=None, current_type=None, expected=None, note=None),
    ],
)
def test_what_may_be_left_out_may_be_null(vector: dict[str, Any]) -> None:
    assert priced(exact_json.loads(json.dumps(vector)))["total_excl"] == "5.00"
