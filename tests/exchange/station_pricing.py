"""What a station comes to by an OCPP 2.1 TariffType: each half second on its own.

Written from the schema's text and facts of I12, without a line of the engine or of the export.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from csms.pricing.timeline import Segment

HALF = timedelta(milliseconds=500)
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
BOUNDS = ("Energy", "Current", "Power", "Time", "IdleTime")
Sums = tuple[Fraction, Fraction]


@dataclass
class Moment:
    """A half second, as conditions see it."""

    local: datetime
    kind: str | None
    measures: dict[str, Fraction]


def station_price(
    tariff: dict[str, Any], timeline: list[Segment], zone: ZoneInfo, kind: str | None
) -> Sums:
    """Without and with tax, bounded by least and greatest cost."""
    net = gross = taken = Fraction(0)
    started = parked = None
    due = {"fixedFee", "reservationFixed"}
    expired = False
    for segment in timeline:
        state = segment.activity.value
        reserving = state.startswith("RESERV")
        expired |= state == "RESERVATION_EXPIRED"
        if not reserving:
            started = started or segment.start
            parked = None if state == "CHARGING" else parked
            parked = (parked or segment.start) if state == "PARKED" else parked
        halves = (segment.end - segment.start) // HALF
        each = Fraction(segment.energy_mwh, 1_000_000) / halves
        for number in range(halves):
            now = segment.start + number * HALF
            charging = state == "CHARGING"
            at = Moment(
                now.astimezone(UTC).astimezone(zone),
                kind,
                {
                    "Energy": taken * 1000,
                    "Current": Fraction(segment.current_a or 0) if charging else Fraction(0),
                    "Power": each * 7_200_000 if charging else Fraction(0),
                    "Time": Fraction((now - started) // HALF, 2) if started else Fraction(0),
                    "IdleTime": Fraction((now - parked) // HALF, 2) if parked else Fraction(0),
                },
            )
            fee = "reservationFixed" if reserving else "fixedFee"
            owed = [(fee, Fraction(1))] if fee in due else []
            due.discard(fee)
            owed += _owed(state, each)
            for field, amount in owed:
                more = _cost(tariff.get(field), at, amount)
                net, gross = net + more[0], gross + more[1]
            taken += each
    return _bounded(tariff, (net, gross), least=started is not None, expired=expired)


def _owed(state: str, kwh: Fraction) -> list[tuple[str, Fraction]]:
    minute = Fraction(1, 120)
    if state.startswith("RESERV"):
        return [("reservationTime", minute)]
    timed = {"CHARGING": "chargingTime", "PARKED": "idleTime"}
    time = [(timed[state], minute)] if state in timed else []
    return [("energy", kwh), *time]


def _cost(field: dict[str, Any] | None, at: Moment, amount: Fraction) -> Sums:
    """At the first price that holds; none that does is none to pay."""
    for price in field["prices"] if field else []:
        if _holds(price.get("conditions", {}), at):
            (value,) = (one for name, one in price.items() if name.startswith("price"))
            net = Fraction(value) * amount
            gross = net
            for tax in field.get("taxRates", []) if field else []:
                gross += net * Fraction(tax["tax"]) / 100
            return net, gross
    return Fraction(0), Fraction(0)


def _holds(given: dict[str, Any], at: Moment) -> bool:
    today = at.local.date().isoformat()
    return (
        given.get("evseKind") in (None, at.kind)
        and ("dayOfWeek" not in given or DAYS[at.local.weekday()] in given["dayOfWeek"])
        and given.get("validFromDate", "0000") <= today < given.get("validToDate", "9999")
        and _in_window(given, f"{at.local:%H:%M}")
        and all(_bound(given, name, at.measures[name]) for name in BOUNDS)
    )


def _in_window(given: dict[str, Any], now: str) -> bool:
    start, end = given.get("startTimeOfDay", "00:00"), given.get("endTimeOfDay", "24:00")
    end = "24:00" if end == "00:00" else end
    return start <= now < end if start < end else now >= start or now < end


def _bound(given: dict[str, Any], name: str, value: Fraction) -> bool:
    low, high = given.get(f"min{name}"), given.get(f"max{name}")
    return (low is None or value >= Fraction(low)) and (high is None or value < Fraction(high))


def _bounded(tariff: dict[str, Any], sums: Sums, *, least: bool, expired: bool) -> Sums:
    """An expired reservation has no bounds."""
    if least:
        sums = _moved(tariff, tariff.get("minCost", {}), sums, max)
    if least or not expired:
        sums = _moved(tariff, tariff.get("maxCost", {}), sums, min)
    return sums


def _moved(tariff: dict[str, Any], limit: dict[str, Any], sums: Sums, choose: Any) -> Sums:
    """One side alone moves the other with it."""
    net, gross = sums
    factor = gross / net if net else _usual_factor(tariff)
    before = choose(net, Fraction(limit["exclTax"])) if "exclTax" in limit else net
    after = choose(gross, Fraction(limit["inclTax"])) if "inclTax" in limit else gross
    if "inclTax" not in limit:
        after = before * factor
    elif "exclTax" not in limit:
        before = after / factor
    return before, max(before, after)


def _usual_factor(tariff: dict[str, Any]) -> Fraction:
    for name in ("energy", "chargingTime", "idleTime", "fixedFee"):
        if name in tariff:
            rates = tariff[name].get("taxRates", [])
            return 1 + sum((Fraction(one["tax"]) for one in rates), Fraction(0)) / 100
    return Fraction(1)
