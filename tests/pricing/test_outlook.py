"""What a display is told of prices: those of now, and the next that differ."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given
from tests.pricing.generated import Case, cases

from csms.pricing.ocpi import tariff_of
from csms.pricing.outlook import Outlook, Rates, outlook
from csms.pricing.price import price
from csms.pricing.timeline import RESERVING, Activity, Segment
from csms.stations.model import CurrentType

BERLIN = ZoneInfo("Europe/Berlin")
BEGIN = datetime(2026, 10, 24, 18, tzinfo=UTC)  # 20:00, the evening before the clocks go back
NIGHT = {"start_time": "22:00", "end_time": "06:00"}


def element(kind: str, amount: str, **restrictions: Any) -> dict[str, Any]:
    component = {"type": kind, "price": Decimal(amount), "vat": 19}
    return {"price_components": [component], "restrictions": restrictions}


def seen(*elements: dict[str, Any], minutes: int = 30, idle: int = 0, wh: int = 5_000) -> Outlook:
    tariff = tariff_of({"currency": "EUR", "tax_included": "NO", "elements": list(elements)})
    done = BEGIN + timedelta(minutes=minutes)
    timeline = [Segment(BEGIN, done, Activity.CHARGING, wh * 1000)]
    if idle:
        timeline.append(Segment(done, done + timedelta(minutes=idle), Activity.PARKED))
    found = outlook(tariff, timeline, BERLIN, CurrentType.AC)
    assert found is not None
    return found


def test_the_night_price_is_ahead() -> None:
    found = seen(element("ENERGY", "0.30", **NIGHT), element("ENERGY", "0.50"))
    assert found.now == Rates(per_kwh=Decimal("0.595"))
    assert found.changes_at == datetime(2026, 10, 24, 20, tzinfo=UTC)
    assert found.then == Rates(per_kwh=Decimal("0.357"))


def test_in_the_night_the_morning_is_ahead_over_the_change_of_clocks() -> None:
    found = seen(element("ENERGY", "0.30", **NIGHT), element("ENERGY", "0.50"), minutes=180)
    assert found.changes_at == datetime(2026, 10, 25, 5, tzinfo=UTC)


def test_a_mark_at_which_the_price_stays_is_no_change() -> None:
    again = element("ENERGY", "0.50", start_time="22:00", end_time="23:00")
    assert seen(again, element("ENERGY", "0.50")).then is None


def test_a_grace_is_told_with_the_price_after_it() -> None:
    free = element("PARKING_TIME", "0", max_idle=900)
    found = seen(element("ENERGY", "0.50"), free, element("PARKING_TIME", "6"), idle=5)
    assert found.parked
    assert (found.now.parking_per_hour, found.now.grace_s) == (Decimal("7.14"), 900)


def test_tiers_ahead_are_told_by_energy_and_by_power() -> None:
    found = seen(
        element("ENERGY", "0.30", max_kwh=20),
        element("ENERGY", "0.40", min_power=22),
        element("ENERGY", "0.50"),
    )
    assert (found.at_energy_wh, found.at_power_w) == (20_000, 22_000)


def test_a_duration_ahead_is_a_moment() -> None:
    found = seen(element("TIME", "0", max_duration=7200), element("TIME", "3"))
    assert found.changes_at == BEGIN + timedelta(hours=2)
    assert found.then == Rates(per_hour=Decimal("3.57"))


@given(cases(bounds=False, steps=False))
def test_changes_lie_ahead_and_parking_without_a_rate_costs_nothing(case: Case) -> None:
    """Rates are those of the price itself, whatever the tariff and the clocks do."""
    document, timeline, zone, kind = case
    tariff = tariff_of(document)
    found = outlook(tariff, timeline, zone, kind)
    if found is None:
        assert all(one.activity in RESERVING for one in timeline)
        return
    for name, value in vars_of(found.now).items():
        assert value is None or value >= 0, name
    assert found.changes_at is None or found.changes_at > found.at
    end = timeline[-1].end
    if timeline[-1].activity is Activity.PARKED and found.now.parking_per_hour is None:
        more = Segment(end, end + timedelta(milliseconds=1), Activity.PARKED)
        longer = price(tariff, [*timeline, more], zone, current_type=kind)
        assert longer.totals.gross == price(tariff, timeline, zone, current_type=kind).totals.gross


def vars_of(rates: Rates) -> dict[str, Decimal | None]:
    return {
        "kwh": rates.per_kwh,
        "hour": rates.per_hour,
        "once": rates.once,
        "parking": rates.parking_per_hour,
    }
