"""What a meter counts, from the frames to the bill: live, settled, reviewed, learned, set."""

from __future__ import annotations

from typing import Any

import pytest
from tests.conftest import forget_services
from tests.functional.station import CONTEXT, Station
from tests.http_api import Caller
from tests.network import TOKEN, build_network

from csms.bootstrap import services
from csms.charging.ports import SessionFilter
from session_settlement import post, rate, review

OPERATOR = Caller("operator_api", {"sub": "operator-1", "cognito:groups": "[operators]"})


@pytest.fixture
def station(deployment: None, monkeypatch: pytest.MonkeyPatch) -> Station:
    monkeypatch.setenv("FINAL_READING_WAIT_SECONDS", "0")
    forget_services()
    build_network()
    return Station()


def at(minute: int, hour: int = 8) -> str:
    return f"2026-01-10T{hour:02d}:{minute:02d}:00Z"


def start(station: Station, meter: int, hour: int = 8) -> int:
    facts = {"connectorId": 1, "idTag": TOKEN, "meterStart": meter, "timestamp": at(0, hour)}
    transaction_id: int = station.call("StartTransaction", facts)["transactionId"]
    return transaction_id


def measure(
    station: Station, transaction_id: int, minute: int, value: Any, hour: int = 8, **more: Any
) -> None:
    sample = {"value": str(value), "measurand": "Energy.Active.Import.Register"} | more
    samples = [sample]
    if "watts" in sample:
        watts = str(samples[0].pop("watts"))
        samples.append({"value": watts, "measurand": "Power.Active.Import", "unit": "W"})
    entry = {"timestamp": at(minute, hour), "sampledValue": samples}
    facts = {"connectorId": 1, "transactionId": transaction_id, "meterValue": [entry]}
    station.call("MeterValues", facts)


def stop(
    station: Station, transaction_id: int, meter: int, minute: int = 30, hour: int = 8
) -> None:
    facts = {"transactionId": transaction_id, "meterStop": meter, "timestamp": at(minute, hour)}
    station.call("StopTransaction", facts)


def shown(hour: int | None = None) -> dict[str, Any]:
    """The newest session as the operator sees it, or the one that began in this hour."""
    views: list[dict[str, Any]] = OPERATOR.get("/sessions", station_id="CP1").json["items"]
    return next(one for one in views if hour is None or one["started_at"][11:13] == f"{hour:02d}")


def settled(hour: int = 8) -> dict[str, Any]:
    """What the settlement makes of the session that began in this hour."""
    found = services().sessions.page(SessionFilter(station_id="CP1"), 20, None)[0]
    one = next(one for one in found if one.started_at.hour == hour)
    station_id, transaction_id = one.key
    ids = {
        "station_id": station_id,
        "transaction_id": transaction_id,
        "session_id": one.session_id,
    }
    decision = rate.handler(ids, CONTEXT)
    if decision["decision"] == "post":
        post.handler(ids, CONTEXT)
    return decision | shown(hour)


def habits(station_id: str = "CP1") -> dict[str, Any]:
    found: dict[str, Any] = OPERATOR.get(f"/stations/{station_id}/profile").json["meter"]
    return found


def set_meter(**meter: Any) -> None:
    answer = OPERATOR.put("/stations/CP1/profile", {"meter": meter})
    assert answer.status == 200, answer.text


@pytest.mark.parametrize(("begin", "sample"), [(482_310, 1250), (4_076_400, 104)])
def test_samples_of_the_session_beside_a_lifetime_start_are_its_energy(
    station: Station, begin: int, sample: int
) -> None:
    measure(station, start(station, begin), 10, sample, unit="Wh")
    view = shown()
    assert view["energy_wh"] == sample
    assert view["flags"] == ["meter_mixed_semantics"]


def test_a_lifetime_stop_bills_start_and_stop_whatever_the_samples_count(station: Station) -> None:
    transaction_id = start(station, 482_310)
    measure(station, transaction_id, 10, 1250)
    measure(station, transaction_id, 29, 4900)
    stop(station, transaction_id, 487_310)
    view = settled()
    assert (view["state"], view["energy_wh"]) == ("settled", 5000)
    assert view["flags"] == ["meter_mixed_semantics"]


def test_a_stop_a_watt_hour_below_the_start_is_nothing_delivered(station: Station) -> None:
    stop(station, start(station, 269_456), 269_455)
    assert shown()["energy_wh"] == 0
    view = settled()
    assert (view["state"], view["energy_wh"]) == ("settled", 0)
    assert view["flags"] == ["meter_stop_below_start"]
    counted = OPERATOR.get("/stations/CP1/anomalies").json["items"]
    # These frames of January are told late, too.
    assert [one["name"] for one in counted] == ["LATE_REPLAY", "METER_STOP_BELOW_START"]


def test_an_unknown_stop_takes_the_last_sample_of_the_sessions_own_counter(
    station: Station,
) -> None:
    transaction_id = start(station, 482_310)
    measure(station, transaction_id, 10, 1250)
    measure(station, transaction_id, 29, 4900)
    stop(station, transaction_id, -1)
    view = settled()
    assert (view["state"], view["energy_wh"]) == ("settled", 4900)
    assert view["flags"] == ["final_reading_estimated", "meter_mixed_semantics"]


def test_a_closing_reading_after_the_stop_completes_the_session(station: Station) -> None:
    transaction_id = start(station, 1000)
    stop(station, transaction_id, -1)
    measure(station, transaction_id, 31, 8400, context="Transaction.End", unit="Wh")
    view = settled()
    assert (view["active"], view["state"], view["energy_wh"]) == (False, "settled", 7400)


def test_an_id_that_a_station_never_lets_go_of_moves_no_settled_energy(station: Station) -> None:
    transaction_id = start(station, 1000)
    measure(station, transaction_id, 10, 2000)
    stop(station, transaction_id, -1, minute=20)
    measure(station, transaction_id, 55, 9000)
    assert settled()["energy_wh"] == 1000
    assert not shown()["active"]


def test_a_start_at_zero_before_a_lifetime_is_reviewed_with_both_figures(station: Station) -> None:
    transaction_id = start(station, 0)
    measure(station, transaction_id, 5, 163_630)
    measure(station, transaction_id, 25, 165_000)
    stop(station, transaction_id, 166_000)
    found = settled()
    assert found["decision"] == "review"
    assert "166000 Wh if the meter began at 0" in found["reason"]
    assert "2370 Wh since the first sample" in found["reason"]
    assert shown()["energy_wh"] == 1000


def test_lifetime_samples_between_a_sessions_start_and_stop_do_not_matter(
    station: Station,
) -> None:
    transaction_id = start(station, 0)
    measure(station, transaction_id, 5, 163_630)
    measure(station, transaction_id, 25, 165_000)
    stop(station, transaction_id, 2000)
    view = settled()
    assert (view["state"], view["energy_wh"]) == ("settled", 2000)
    # How much had flowed before the first sample is not known: in time the energy is spread.
    assert view["flags"] == ["energy_spread", "meter_mixed_semantics"]


def test_a_register_that_jumps_by_all_its_bits_is_not_believed(station: Station) -> None:
    transaction_id = start(station, 1_977_000)
    measure(station, transaction_id, 5, 1_977_100)
    measure(station, transaction_id, 10, (1 << 32) + 1_977_389)
    assert shown()["energy_wh"] == 0
    measure(station, transaction_id, 20, 1_978_000)
    stop(station, transaction_id, -1)
    view = settled()
    assert (view["state"], view["energy_wh"]) == ("settled", 1000)
    assert view["flags"] == ["final_reading_estimated", "register_jump"]


def test_a_stop_that_jumps_is_reviewed_with_both_figures(station: Station) -> None:
    transaction_id = start(station, 1000)
    measure(station, transaction_id, 10, 2000)
    measure(station, transaction_id, 29, 4000)
    stop(station, transaction_id, 101_000)
    found = settled()
    assert found["decision"] == "review"
    assert "start and stop say 100000 Wh" in found["reason"]
    assert "the samples 3000 Wh" in found["reason"]


def powered(station: Station, begin: int, end: int, register: int) -> None:
    """Half an hour at 8 kW, by its powers."""
    transaction_id = start(station, begin)
    for minute in (0, 10, 20, 30):
        measure(station, transaction_id, minute, register, watts=8000)
    stop(station, transaction_id, end)


def test_a_register_that_stands_still_while_power_flows_is_reviewed(station: Station) -> None:
    powered(station, 5000, 5000, 5000)
    found = settled()
    assert found["decision"] == "review"
    assert found["reason"] == "the register gained 0 Wh, power says at least 4000 Wh"


def test_a_thousandth_of_what_power_says_is_reviewed_with_both_figures(station: Station) -> None:
    powered(station, 2114, 2118, 2114)
    found = settled()
    assert found["decision"] == "review"
    assert found["reason"] == (
        "the register gained 4 Wh, power says at least 4000 Wh; 4000 Wh if the register counts kWh"
    )


def test_the_operators_unit_decides_a_thousandth(station: Station) -> None:
    set_meter(unit_without_unit="kWh")
    transaction_id = start(station, 2114)
    for minute in (0, 10, 20, 30):
        entry = [{"value": "8000", "measurand": "Power.Active.Import"}]
        values = [{"timestamp": at(minute), "sampledValue": entry}]
        facts = {"connectorId": 1, "transactionId": transaction_id, "meterValue": values}
        station.call("MeterValues", facts)
    stop(station, transaction_id, 2118)
    view = settled()
    assert (view["state"], view["energy_wh"], view["flags"]) == ("settled", 4000, ["meter_unit"])


def test_a_register_without_unit_is_in_what_the_operator_says(station: Station) -> None:
    set_meter(unit_without_unit="kWh")
    unknown_maker = Station(vendor="")
    measure(unknown_maker, start(station, 2_114_135), 10, "2115.1350")
    assert shown()["energy_wh"] == 1000


def test_lifetime_samples_of_a_known_station_move_the_live_energy(station: Station) -> None:
    set_meter(start_stop={"set": "session"}, meter_values={"set": "register"})
    transaction_id = start(station, 0)
    for minute, wh in ((5, 163_630), (10, 164_000), (15, 164_900)):
        measure(station, transaction_id, minute, wh)
    assert shown()["energy_wh"] == 1270


def test_power_is_derived_from_two_registers_where_none_is_sent(station: Station) -> None:
    transaction_id = start(station, 500_000)
    measure(station, transaction_id, 5, 500_500)
    assert (shown()["power_w"], shown()["power_derived"]) == (None, False)
    measure(station, transaction_id, 10, 501_250)
    assert (shown()["power_w"], shown()["power_derived"]) == (9000, True)
    measure(station, transaction_id, 11, 501_400, watts=8700)
    assert (shown()["power_w"], shown()["power_derived"]) == (8700, False)


def test_a_station_that_sends_power_is_never_derived(station: Station) -> None:
    transaction_id = start(station, 500_000)
    for minute, wh in ((5, 500_500), (10, 501_250)):
        measure(station, transaction_id, minute, wh, watts=0)
    assert (shown()["power_w"], shown()["power_derived"]) == (0, False)


def a_mixed_session(station: Station, hour: int, begin: int = 482_310) -> None:
    transaction_id = start(station, begin, hour)
    measure(station, transaction_id, 10, 1250, hour)
    measure(station, transaction_id, 29, 4900, hour)
    stop(station, transaction_id, begin + 5000, hour=hour)
    settled(hour)


def a_plain_session(station: Station, hour: int, begin: int) -> None:
    transaction_id = start(station, begin, hour)
    measure(station, transaction_id, 10, begin + 1250, hour)
    stop(station, transaction_id, begin + 5000, hour=hour)
    settled(hour)


def test_the_profile_learns_what_each_kind_of_message_counts(station: Station) -> None:
    a_mixed_session(station, 8)
    once = habits()
    assert once["meter_values"]["found"]["sessions"] == 1
    assert once["meter_values"]["counts"] == "unknown"

    a_mixed_session(station, 9, 487_310)
    found = habits()
    assert found["start_stop"]["counts"] == "register"
    assert found["meter_values"]["counts"] == "session"
    assert found["meter_values"]["found"]["sessions"] == 2
    assert found["meter_values"]["found"]["since"] == "2026-01-10T08:30:00.000Z"
    assert found["meter_values"]["found"]["evidence"] == (
        "start 487310 Wh, stop 492310 Wh, samples from 1250 to 4900 Wh"
    )


def test_a_settlement_that_runs_again_teaches_nothing_new(station: Station) -> None:
    a_mixed_session(station, 8)
    before = habits()
    settled(8)
    assert habits() == before


def test_a_switch_at_the_station_shows_and_counts_after_two_sessions(station: Station) -> None:
    for hour in (8, 9):
        a_mixed_session(station, hour, 482_310 + 5000 * hour)
    a_plain_session(station, 10, 600_000)
    turning = habits()["meter_values"]
    assert turning["counts"] == "session"
    assert (turning["found"]["rival"], turning["found"]["rival_sessions"]) == ("register", 1)

    a_plain_session(station, 11, 605_000)
    turned = habits()["meter_values"]
    assert (turned["counts"], turned["found"]["before"]) == ("register", "session")


def test_what_is_known_at_the_start_holds_for_the_session(station: Station) -> None:
    transaction_id = start(station, 1000)
    set_meter(meter_values={"set": "session"})
    measure(station, transaction_id, 10, 3000)
    assert shown()["energy_wh"] == 2000
    stop(station, transaction_id, 4000)

    measure(station, start(station, 1000, 9), 10, 3000, 9)
    assert shown(9)["energy_wh"] == 3000


def test_the_operators_word_counts_before_what_was_found(station: Station) -> None:
    for hour in (8, 9):
        a_mixed_session(station, hour, 482_310 + 5000 * hour)
    set_meter(start_stop={"set": "session"}, meter_values={"set": "register"})
    found = habits()
    assert found["start_stop"] | {"found": None} == {
        "found": None, "set": "session", "maker": "unknown", "counts": "session",
    }  # fmt: skip
    assert found["meter_values"]["found"]["kind"] == "session"
    transaction_id = start(station, 7, 11)
    stop(station, transaction_id, 3000, hour=11)
    assert settled(11)["energy_wh"] == 3000

    set_meter()
    assert habits()["start_stop"]["counts"] == "register"


def test_a_kind_that_nobody_knows_is_refused(station: Station) -> None:
    answer = OPERATOR.put("/stations/CP1/profile", {"meter": {"start_stop": {"set": "unknown"}}})
    assert answer.status == 422


def test_a_review_of_the_meter_charges_nothing_and_shows_the_careful_figure(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    import boto3  # noqa: PLC0415

    topic = boto3.client("sns").create_topic(Name="alerts")["TopicArn"]
    monkeypatch.setenv("ALERTS_TOPIC_ARN", topic)
    forget_services()
    stop(station, start(station, 5000), 4000)
    found = settled()
    key = services().sessions.page(SessionFilter(station_id="CP1"), 1, None)[0][0].key
    ids = {"station_id": key.station_id, "transaction_id": key.transaction_id}
    review.handler(ids | {"session_id": found["session_id"], "reason": found["reason"]}, CONTEXT)
    assert (shown()["state"], shown()["energy_wh"]) == ("review", 0)
    assert shown()["review_reason"] == "the register went back from 5000 to 4000 Wh"
