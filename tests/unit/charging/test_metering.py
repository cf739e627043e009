from decimal import Decimal

import pytest
from tests.builders import NOW, minutes

from csms.charging.facts import MeterReading
from csms.charging.metering import Sample, merged, opening_wh, reading_of, unit_of

REGISTER = "Energy.Active.Import.Register"
POWER = "Power.Active.Import"


def a_sample(value: str, measurand: str = REGISTER, **fields: object) -> Sample:
    return Sample(Decimal(value), measurand, **fields)  # type: ignore[arg-type]


def reading(*samples: Sample) -> MeterReading:
    return reading_of(NOW, samples)


@pytest.mark.parametrize(
    ("sample", "register_wh"),
    [
        (a_sample("1500"), 1500),
        (a_sample("1500", unit="Wh"), 1500),
        (a_sample("1.5", unit="kWh"), 1500),
        (a_sample("1.5", multiplier=3), 1500),
        (a_sample("1.5", unit="kWh", multiplier=1), 15_000),
        (a_sample("15000", multiplier=-1), 1500),
        (a_sample("1500.5"), 1501),
        (a_sample("1500.4999"), 1500),
        (a_sample("0.0005", unit="kWh"), 1),
        (a_sample("-5"), -5),
    ],
)
def test_register_is_in_whole_watt_hours(sample: Sample, register_wh: int) -> None:
    assert reading(sample).register_wh == register_wh


def test_units_are_normalised_for_each_quantity() -> None:
    found = reading(
        a_sample("1.5", unit="kWh"),
        a_sample("11.04", POWER, unit="kW"),
        a_sample("54.6", "SoC", unit="Percent"),
    )
    assert found == MeterReading(NOW, 1500, 11_040, 55)


def test_other_measurands_are_left_out() -> None:
    others = ("Energy.Active.Export.Register", "Voltage", "Current.Import", "Temperature")
    assert reading(*(a_sample("7", one) for one in others)) == MeterReading(NOW)


def test_nothing_sampled_is_nothing_known() -> None:
    assert reading() == MeterReading(NOW)


def test_phases_are_summed_where_there_is_no_total() -> None:
    phases = [a_sample("100", phase=f"L{n}") for n in (1, 2, 3)]
    powers = [a_sample("3.5", POWER, phase=f"L{n}", unit="kW") for n in (1, 2, 3)]
    assert reading(*phases, *powers) == MeterReading(NOW, 300, 10_500)


def test_total_counts_beside_its_phases() -> None:
    phases = [a_sample("100", phase=f"L{n}") for n in (1, 2, 3)]
    assert reading(*phases, a_sample("299")).register_wh == 299


def test_repeated_phase_counts_once() -> None:
    assert reading(a_sample("100", phase="L1"), a_sample("100", phase="L1")).register_wh == 100


@pytest.mark.parametrize("swapped", [False, True])
def test_repeated_opening_register_loses(swapped: bool) -> None:
    samples = [a_sample("9999", context="Transaction.Begin"), a_sample("1500")]
    assert reading(*(reversed(samples) if swapped else samples)).register_wh == 1500


@pytest.mark.parametrize("swapped", [False, True])
def test_closing_register_wins(swapped: bool) -> None:
    samples = [
        a_sample("1600", context="Transaction.End"),
        a_sample("1700", context="Sample.Clock"),
        a_sample("1000", context="Transaction.Begin"),
    ]
    assert reading(*(reversed(samples) if swapped else samples)).register_wh == 1600


def test_an_opening_register_is_where_the_meter_stood_not_where_it_stands() -> None:
    samples = [a_sample("1000", context="Transaction.Begin")]
    assert reading(*samples).register_wh is None
    assert opening_wh(samples) == 1000


def test_what_is_measured_at_the_inlet_is_not_what_the_vehicle_got() -> None:
    inlet = a_sample("950000", location="Inlet")
    assert reading(inlet, a_sample("2000", location="Outlet")).register_wh == 2000
    assert reading(inlet).register_wh is None


def test_the_body_counts_only_where_a_measurand_has_no_sample_of_the_outlet() -> None:
    body, power = a_sample("950000", location="Body"), a_sample("7", POWER, unit="kW")
    assert reading(body, power).register_wh == 950_000
    assert reading(a_sample("2000"), body).register_wh == 2_000
    assert reading(body, power).power_w == 7_000


@pytest.mark.parametrize(("unit", "wh"), [("KWH", 10_000), (" kwh ", 10_000), ("MJ", None)])
def test_units_are_read_in_any_case_and_unknown_ones_not_at_all(unit: str, wh: int | None) -> None:
    assert reading(a_sample("10", unit=unit)).register_wh == wh


def test_merging_keeps_the_newest_known_value_of_each_quantity() -> None:
    readings = [
        MeterReading(minutes(3), power_w=9000),
        MeterReading(minutes(1), 1100, 7000, 40),
        MeterReading(minutes(2), 1200),
    ]
    assert merged(readings) == MeterReading(minutes(3), 1200, 9000, 40)


def test_merging_nothing_is_nothing() -> None:
    assert merged([]) is None


def test_a_station_that_measures_at_its_body_alone_is_read() -> None:
    """UNIT-1 (evcc#16966): power in kW by phases to neutral, the register in Wh, all at Body."""
    powers = [
        a_sample("2.5", POWER, phase=f"L{n}-N", unit="kW", location="Body") for n in (1, 2, 3)
    ]
    register = a_sample("2331810", unit="Wh", location="Body")
    assert reading(*powers, register) == MeterReading(NOW, 2_331_810, 7500)


@pytest.mark.parametrize("place", ["Cable", "Body", "EV"])
def test_the_outlet_counts_before_any_other_place(place: str) -> None:
    samples = [a_sample("9999", location=place), a_sample("1500"), a_sample("7", location="Inlet")]
    assert reading(*samples).register_wh == 1500


def test_a_phase_that_is_named_twice_counts_once_and_no_line_to_line_value_counts() -> None:
    named = [a_sample("100", phase=phase) for phase in ("L1", "L1-N", "L2", "L1-L2", "N")]
    assert reading(*named).register_wh == 200


def test_a_unit_that_is_known_otherwise_is_that_of_the_register_alone() -> None:
    assert unit_of(REGISTER, "kWh") == "kWh"
    assert unit_of(POWER, "kWh") is None
