"""What a simulated vehicle draws."""

from datetime import UTC, datetime

from station_simulator.vehicle import Meter, Vehicle

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)


def test_fast_charging_slows_down_as_the_battery_fills() -> None:
    vehicle = Vehicle(77_000, 20.0, 135_000, fast=True)
    powers: list[int] = []
    while vehicle.power_w() > 0 and len(powers) < 500:
        powers.append(vehicle.power_w())
        vehicle.charge(60)
    assert powers[0] == 135_000
    assert powers == sorted(powers, reverse=True)
    assert vehicle.soc_percent > 99.9


def test_a_full_battery_takes_nothing() -> None:
    vehicle = Vehicle(50_000, 100.0, 11_000, fast=False)
    assert vehicle.power_w() == 0
    assert vehicle.charge(3600) == 0


def test_the_meter_counts_what_flows() -> None:
    vehicle, meter = Vehicle(50_000, 10.0, 11_000, fast=False), Meter(1_000)
    meter.advance(vehicle, 3600)
    reading = meter.read(vehicle, NOW)
    assert reading.register_wh == 12_000
    assert reading.power_w == 11_000
    assert reading.soc_percent is None, "an AC station does not see the battery"


def test_the_battery_shows_on_dc() -> None:
    vehicle, meter = Vehicle(50_000, 10.0, 50_000, fast=True), Meter()
    meter.advance(vehicle, 36)
    assert meter.read(vehicle, NOW).soc_percent == 11
