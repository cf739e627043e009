"""What holds for any price: any tariff, timeline and place, around the changes of its clock."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.pricing.generated import Case, Place, cases, cut, places
from tests.pricing.naive import naive_price

from csms import exact_json
from csms.pricing.lines import net_and_gross
from csms.pricing.ocpi import tariff_of
from csms.pricing.policy import Policy
from csms.pricing.price import Price, price
from csms.pricing.quantities import Item
from csms.pricing.taxes import half_up
from csms.pricing.timeline import RESERVING, Activity, Segment


def priced(case: Case, timeline: list[Segment] | None = None) -> Price:
    document, segments, zone, kind = case
    chosen = segments if timeline is None else timeline
    return price(tariff_of(document), chosen, zone, current_type=kind)


@given(cases(bounds=False))
@settings(max_examples=150)
def test_the_price_is_that_of_every_half_second_on_its_own(case: Case) -> None:
    document, timeline, zone, kind = case
    found = priced(case).totals
    assert (found.net, found.gross) == naive_price(document, timeline, zone, kind)


@given(cases(), st.data())
def test_cutting_a_session_does_not_change_its_price(case: Case, data: st.DataObject) -> None:
    _, timeline, _, _ = case
    marks = st.lists(st.integers(0, 200_000).map(lambda one: one - one % 500), max_size=4)
    finer = [part for one in timeline for part in cut(one, data.draw(marks))]
    whole, parts = priced(case), priced(case, finer)
    assert _shape(parts) == _shape(whole)
    assert (parts.totals, parts.by_vat) == (whole.totals, whole.by_vat)


@given(cases(), st.data())
def test_parts_without_length_or_energy_change_nothing(case: Case, data: st.DataObject) -> None:
    _, timeline, _, _ = case
    filled = []
    for one in timeline:
        state = data.draw(st.sampled_from([*Activity]))
        filled += [Segment(one.start, one.start, state), one, Segment(one.end, one.end, state)]
    assert _shape(priced(case, filled)) == _shape(priced(case))


@given(cases(steps=False), st.integers(0, 10))
def test_the_running_cost_never_falls_and_ends_as_the_final_cost(case: Case, number: int) -> None:
    """A step rounds up what is not over yet, and a bound is for the end: without those.

    At a greatest price without tax alone, more of what has less tax lowers the tax, and the other
    way round: what is bounded does not fall, nor does anything that is not.
    """
    document, timeline, zone, kind = case
    free = {name: one for name, one in document.items() if name != "min_price"}
    bounds = free.get("max_price", {})
    running = [priced((free, timeline[:n], zone, kind)).totals for n in range(len(timeline) + 1)]
    for before, after in pairwise(running):
        assert before.net <= after.net or (after.limit and "before_taxes" not in bounds)
        assert before.gross <= after.gross or (after.limit and "after_taxes" not in bounds)
    last = timeline[-1]
    early = replace(
        last,
        end=last.start + (last.end - last.start) * number // 10,
        energy_mwh=last.energy_mwh * number // 10,
        power_w=0,
    )
    whole = replace(last, power_w=0)
    begun = priced((free, [*timeline[:-1], early], zone, kind)).totals
    done = priced((free, [*timeline[:-1], whole], zone, kind)).totals
    assert begun.net <= done.net or (done.limit and "before_taxes" not in bounds)


@given(cases(steps=False, tiers=False), st.integers(1, 3_600), st.data())
def test_more_energy_or_more_time_never_costs_less(
    case: Case, more: int, data: st.DataObject
) -> None:
    _, timeline, _, _ = case
    less = priced(case)
    number = data.draw(st.integers(0, len(timeline) - 1))
    taking = timeline[number]
    if taking.activity not in RESERVING:
        fuller = [*timeline]
        fuller[number] = replace(taking, energy_mwh=taking.energy_mwh + more)
        assert less.gross_minor <= priced(case, fuller).gross_minor
    last = timeline[-1]
    longer = [*timeline[:-1], replace(last, end=last.end + timedelta(seconds=more))]
    assert less.net_minor <= priced(case, longer).net_minor


@given(cases())
def test_lines_and_taxes_sum_to_the_totals(case: Case) -> None:
    document, _, _, _ = case
    found = priced(case)
    included = document["tax_included"] == "YES"
    sums = [net_and_gross(one, tax_included=included) for one in found.lines]
    assert sum((one[0] for one in sums), Fraction(0)) == found.totals.lines_net
    assert sum((one[1] for one in sums), Fraction(0)) == found.totals.lines_gross
    if found.totals.limit is None:
        assert (found.totals.net, found.totals.gross) == (
            found.totals.lines_net,
            found.totals.lines_gross,
        )
    unit = {"EUR": 100, "JPY": 1, "KWD": 1000}[found.currency]
    assert found.net_minor == half_up(found.totals.net * unit)
    assert found.gross_minor == half_up(found.totals.gross * unit)
    assert sum(one.tax_minor for one in found.by_vat) == found.gross_minor - found.net_minor
    for one in found.by_vat:
        assert one.tax_minor >= 0
        assert one.net_minor >= 0
    assert len({one.vat_percent for one in found.by_vat}) == len(found.by_vat)


@given(cases(bounds=False))
def test_a_rate_of_nothing_has_no_tax(case: Case) -> None:
    for one in priced(case).by_vat:
        assert one.vat_percent or not one.tax_minor


@given(cases())
def test_bounds_and_caps_hold(case: Case) -> None:
    document, timeline, _, _ = case
    found = priced(case)
    charged = any(one.activity not in RESERVING for one in timeline)
    low, high = document.get("min_price", {}), document.get("max_price", {})
    if charged and "before_taxes" in low:
        assert found.totals.net >= Fraction(low["before_taxes"])
    if charged and "before_taxes" in high:
        assert found.totals.net <= Fraction(high["before_taxes"])
    if charged and "after_taxes" in low:
        assert found.totals.gross >= Fraction(low["after_taxes"])
    if charged and "after_taxes" in high:
        assert found.totals.gross <= Fraction(high["after_taxes"])
    cap = document.get("parking_cap", {})
    parked = [one for one in found.lines if one.quantity.item is Item.PARKING_TIME]
    if cap:
        assert sum(one.amount for one in parked) <= Fraction(cap["per_session"])
        for day in {one.quantity.day for one in parked}:
            of_day = [one.amount for one in parked if one.quantity.day == day]
            assert sum(of_day) <= Fraction(cap["per_day"])


@given(cases())
def test_pricing_again_gives_the_same(case: Case) -> None:
    document, timeline, zone, kind = case
    stored: Any = exact_json.loads(exact_json.dumps(document))
    again = price(tariff_of(stored), [replace(one) for one in timeline], zone, current_type=kind)
    assert again == priced(case)


@given(cases())
def test_withheld_time_costs_nothing(case: Case) -> None:
    """Longer withheld at the end: the same price, but for a fee that the clock turns on."""
    document, timeline, zone, kind = case
    end = timeline[-1].end
    if timeline[-1].activity in RESERVING:
        return
    plain = {name: one for name, one in document.items() if name != "elements"}
    elements = [
        one | {"price_components": components}
        for one in document["elements"]
        if (components := [each for each in one["price_components"] if each["type"] != "FLAT"])
    ]
    if not elements:
        return
    withheld = Segment(end, end + timedelta(hours=30), Activity.WITHHELD)
    without = (plain | {"elements": elements}, timeline, zone, kind)
    assert _shape(priced(without, [*timeline, withheld])) == _shape(priced(without))


@given(cases(), places())
def test_a_session_without_energy_is_free_if_the_operator_says_so(case: Case, _: Place) -> None:
    document, timeline, zone, kind = case
    empty = [replace(one, energy_mwh=0) for one in timeline]
    found = price(tariff_of(document), empty, zone, Policy(free_without_energy=True), kind)
    expired = any(one.activity is Activity.RESERVATION_EXPIRED for one in timeline)
    assert expired or (found.gross_minor, found.lines) == (0, ())


def _shape(found: Price) -> list[tuple[Any, ...]]:
    return [
        (one.quantity.item, one.quantity.component, one.quantity.amount, one.amount, one.waived)
        for one in found.lines
    ]


def test_the_most_holds_while_only_reserved_but_not_for_a_reservation_that_expired() -> None:
    document = {
        "currency": "EUR",
        "tax_included": "YES",
        "elements": [
            {
                "price_components": [{"type": "FLAT", "price": Decimal(5), "step_size": 1}],
                "restrictions": {"reservation": kind},
            }
            for kind in ("RESERVATION", "RESERVATION_EXPIRES")
        ],
        "max_price": {"before_taxes": Decimal(3)},
    }
    begin = datetime(2026, 3, 8, 7, tzinfo=UTC)

    def costs(activity: Activity) -> int:
        waiting = Segment(begin, begin + timedelta(minutes=10), activity)
        return price(tariff_of(document), [waiting], UTC).net_minor

    assert (costs(Activity.RESERVED), costs(Activity.RESERVATION_EXPIRED)) == (300, 500)


def test_a_window_that_names_no_end_is_over_at_midnight() -> None:
    late = {"start_time": "23:59"}
    component = {"type": "PARKING_TIME", "price": Decimal(36), "step_size": 1}
    document = {
        "currency": "EUR",
        "elements": [{"price_components": [component], "restrictions": late}],
    }
    begin = datetime(2026, 7, 1, 3, 59, 50, tzinfo=UTC)
    parked = [Segment(begin, begin + timedelta(seconds=20), Activity.PARKED)]
    assert price(tariff_of(document), parked, ZoneInfo("America/New_York")).net_minor == 10
