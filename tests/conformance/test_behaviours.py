"""Behaviours of a serious CSMS, each by its number in `docs/ocpp.md`, through the real handlers."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from tests.conformance.conftest import BEGIN, at
from tests.network import BLOCKED_TOKEN, DRIVER, TOKEN

from csms.bootstrap import services, settings
from csms.charging.ports import SessionTelemetry
from csms.charging.vocabulary import SessionState
from csms.drivers.model import Token, TokenStatus
from csms.ocpp.handshake import choose_subprotocol
from csms.settlement.finality import Review, Wait
from csms.settlement.rating import rate_session
from csms.stations.reservations import Reservation

if TYPE_CHECKING:
    from tests.conformance.conftest import World

ID_TOKEN = {"idToken": TOKEN, "type": "ISO14443"}
EVSE = {"id": 1, "connectorId": 1}


def put_token(token_id: str, **fields: Any) -> None:
    services().tokens.put(Token(token_id, TokenStatus.ACCEPTED, DRIVER, **fields))


# Transport and boot


def test_behaviour_02_the_newest_common_subprotocol_wins_or_none() -> None:
    assert choose_subprotocol(["ocpp1.6", " ocpp2.0.1"]) == "ocpp2.0.1"
    assert choose_subprotocol(["soap"]) is None


def test_behaviour_04_a_repeated_message_gets_the_stored_answer(world: World) -> None:
    facts = {"connectorId": 1, "idTag": TOKEN, "meterStart": 0, "timestamp": at(0)}
    frame = json.dumps([2, "same-id", "StartTransaction", facts])
    assert world.v16.send(frame) == world.v16.send(frame)


def test_behaviour_05_no_boot_is_needed_after_a_reconnect(world: World) -> None:
    transaction_id = world.start()
    world.v16.connection_id = "another-socket"
    world.stop(transaction_id)
    assert not world.session.active


def test_behaviour_08_a_business_oddity_is_no_error(world: World) -> None:
    assert world.stop(4711) == {}
    assert world.v16.answer_to("StopTransaction", {})[0] == 3
    assert world.v16.answer_to("MeterValues", {})[0] == 4


def test_behaviour_09_the_heartbeat_tells_the_time_in_utc(world: World) -> None:
    assert world.v16.call("Heartbeat", {})["currentTime"].endswith("Z")


# Transactions of 1.6


def test_behaviour_14_transaction_ids_are_unique_and_positive(world: World) -> None:
    ids = [world.start(minute, idTag=tag) for minute in range(5) for tag in (TOKEN, "NOBODY")]
    assert len(set(ids)) == 10
    assert all(0 < one < 1 << 31 for one in ids)


def test_behaviour_15_start_retry_returns_the_same_id(world: World) -> None:
    assert world.start() == world.start()
    assert len(world.sessions) == 1


@pytest.mark.parametrize(("tag", "status"), [("NOBODY", "Invalid"), (BLOCKED_TOKEN, "Blocked")])
def test_behaviour_16_a_refused_start_is_still_recorded(
    world: World, tag: str, status: str
) -> None:
    facts = {"connectorId": 1, "idTag": tag, "meterStart": 0, "timestamp": at(0)}
    assert world.v16.call("StartTransaction", facts)["idTagInfo"]["status"] == status
    assert world.session.state is SessionState.REFUSED


def test_behaviour_17_a_stop_for_an_unknown_id_is_answered_and_kept_for_review(
    world: World,
) -> None:
    assert world.stop(4711) == world.stop(4711) == {}
    (orphan,) = world.orphans()
    assert (orphan["kind"], orphan["transaction_id"]) == ("stop", "4711")
    assert (orphan["register_wh"], orphan["session_id"]) == (6_000, None)


@pytest.mark.parametrize("unusable", [-1, 0, 1 << 31, 4711])
def test_behaviour_18_a_stop_without_a_usable_id_ends_the_only_open_transaction(
    world: World, unusable: int
) -> None:
    world.start()
    for _ in range(2):
        assert world.stop(unusable) == {}
    assert world.session.energy_wh == 5_000
    assert world.session.flags == {"matched_without_id"}
    assert [one["session_id"] for one in world.orphans()] == [world.session.session_id]


def test_behaviour_18_two_open_transactions_are_told_by_their_meters_or_not_at_all(
    world: World,
) -> None:
    world.start(0, meter=1_000)
    world.start(1, meter=50_000_000, connectorId=2)
    world.stop(-1, meter=6_000)
    assert [one.active for one in world.sessions] == [False, True]

    world.start(70, meter=50_000_100)
    world.stop(-1, minute=80, meter=50_000_200)
    assert [one["session_id"] for one in world.orphans() if not one["session_id"]] == [None]


def test_behaviour_18_a_stop_of_more_than_the_connector_can_deliver_is_another_ones(
    world: World,
) -> None:
    """11 kW for half an hour are no 22 kWh: a stop of the other connector, start unknown."""
    transaction_id = world.start(0, meter=100_000)
    world.stop(0, minute=6, meter=122_000)
    assert world.session.active
    world.measure(transaction_id, 30, 105_000)
    world.stop(0, minute=31, meter=122_000)
    assert world.session.active
    assert [one["session_id"] for one in world.orphans()] == [None, None]

    world.stop(0, minute=32, meter=105_400)
    assert world.rated().energy.energy_wh == 5_400


def test_behaviour_18_an_id_that_nobody_got_long_after_the_last_reading_is_for_a_person(
    world: World,
) -> None:
    transaction_id = world.start()
    world.measure(transaction_id, 29, 3_000)
    world.stop(-1, minute=60)
    assert world.judged() == Review(
        "its stop names no transaction, and nothing was heard of it for 31 min before"
    )
    world.measure(transaction_id, 30, 3_100)
    assert world.rated().energy.energy_wh == 5_000


def test_behaviour_18_a_stop_with_the_sessions_token_needs_no_readings(world: World) -> None:
    world.start()
    world.stop(-1, minute=240, meter=50_000, idTag=TOKEN)
    assert world.rated().energy.energy_wh == 49_000


def test_behaviour_18_the_stop_of_another_token_is_not_taken_for_an_unknown_id(
    world: World,
) -> None:
    world.start()
    world.stop(4711, idTag="SOMEBODY")
    assert world.session.active
    assert len(world.orphans()) == 1


def test_behaviour_19_a_second_stop_bills_nothing_and_is_kept(world: World) -> None:
    transaction_id = world.start()
    world.stop(transaction_id)
    world.stop(transaction_id, meter=9_000)
    assert world.rated().energy.energy_wh == 5_000
    assert world.session.flags == {"conflicting_stop"}
    (late,) = world.orphans()
    assert (late["kind"], late["register_wh"]) == ("late_stop", 9_000)
    assert late["session_id"] == world.session.session_id


def test_behaviour_20_a_stop_before_its_start_is_matched_when_the_start_comes(
    world: World,
) -> None:
    world.stop(-1)
    assert world.sessions == []
    world.start()
    world.stream()
    assert world.session.energy_wh == 5_000
    assert not world.session.active
    assert world.orphans()[0]["session_id"] == world.session.session_id


def test_behaviour_21_a_stop_needs_neither_tag_nor_reason(world: World) -> None:
    world.stop(world.start())
    assert world.shown()["stop_reason"] == "Local"


def test_behaviour_22_a_stop_by_a_stranger_counts_and_is_flagged(world: World) -> None:
    put_token("STRANGER")
    world.stop(world.start(), idTag="STRANGER")
    assert not world.session.active
    assert world.shown()["flags"] == ["stopped_by_other_token"]


def test_behaviour_22_a_stop_by_the_own_token_or_its_group_is_right(world: World) -> None:
    put_token("MINE", group_id="FAMILY")
    put_token("YOURS", group_id="FAMILY")
    world.stop(world.start(idTag="MINE"), idTag="yours")
    world.stop(world.start(70, meter=7_000), 80, 8_000, idTag=TOKEN.lower())
    assert [one.flags for one in world.sessions] == [frozenset(), frozenset()]


@pytest.mark.parametrize(("begin", "limit"), [(4_294_960_000, 1 << 32), (999_999_000, 10**9)])
def test_behaviour_23_a_register_that_rolled_over_is_billed(
    world: World, begin: int, limit: int
) -> None:
    transaction_id = world.start(meter=begin)
    for minute, wh in ((10, limit - 500), (20, 300)):
        world.measure(transaction_id, minute, wh)
    world.stop(transaction_id, meter=2_000)
    assert world.rated().energy.energy_wh == limit - begin + 2_000
    assert world.rated().energy.flags == {"meter_rollover"}


def test_behaviour_23_a_rollover_that_no_sample_shows_is_reviewed(world: World) -> None:
    world.stop(world.start(meter=999_999_000), meter=2_000)
    assert isinstance(world.judged(), Review)


def test_behaviour_23_a_register_that_started_anew_is_billed_in_pieces(world: World) -> None:
    transaction_id = world.start(meter=5_000)
    for minute, wh in ((10, 7_000), (20, 100), (30, 900)):
        world.measure(transaction_id, minute, wh)
    world.stop(transaction_id, meter=1_100)
    assert world.rated().energy.energy_wh == 2_000 + 1_000
    assert world.rated().energy.flags == {"meter_reset"}


def test_behaviour_23_negative_energy_is_reviewed(world: World) -> None:
    world.stop(world.start(meter=5_000), meter=4_000)
    assert isinstance(world.judged(), Review)


def test_behaviour_24_a_register_that_did_not_move_costs_nothing(world: World) -> None:
    world.stop(world.start(meter=0), meter=0)
    assert world.gross_minor() == 0


def test_behaviour_25_values_without_measurand_are_the_register_in_wh(world: World) -> None:
    world.measure(world.start(), 10, 3_000)
    assert world.session.energy_wh == 2_000


def test_behaviour_26_a_repeated_opening_register_does_not_win(world: World) -> None:
    samples = [
        {"value": "3.0", "unit": "kWh", "context": "Sample.Periodic"},
        {"value": "1.0", "unit": "kWh", "context": "Transaction.Begin"},
    ]
    entry = {"timestamp": at(10), "sampledValue": samples}
    facts = {"connectorId": 1, "transactionId": world.start(), "meterValue": [entry]}
    world.v16.call("MeterValues", facts)
    assert world.session.energy_wh == 2_000


def test_behaviour_27_clock_aligned_values_of_the_main_meter_move_no_session(world: World) -> None:
    world.start()
    assert world.measure(None, 10, 99_000, connector=0) == {}
    assert world.session.energy_wh == 0
    assert world.orphans() == []


@pytest.mark.parametrize("unusable", [0, -1, 4711])
def test_behaviour_28_a_sample_without_a_usable_id_is_its_connectors(
    world: World, unusable: int
) -> None:
    world.start()
    world.start(1, meter=500, connectorId=2)
    world.measure(unusable, 10, 3_000, connector=1)
    assert [one.energy_wh for one in world.sessions] == [2_000, 0]
    readings = services().telemetry.readings(world.sessions[0].key)
    assert [one.register_wh for one in readings] == [3_000]


def test_behaviour_28_a_late_sample_after_the_stop_reopens_nothing(world: World) -> None:
    transaction_id = world.start()
    world.stop(transaction_id)
    world.measure(transaction_id, 61, 6_100)
    world.measure(-1, 62, 6_100)
    assert not world.session.active
    assert world.session.energy_wh == 5_000
    assert world.orphans() == []


def test_behaviour_28_a_sample_of_no_session_is_kept_and_matched_later(world: World) -> None:
    assert world.measure(-1, 10, 3_000) == {}
    (orphan,) = world.orphans()
    assert (orphan["kind"], orphan["evse_id"], orphan["session_id"]) == ("meter_values", 1, None)
    world.start()
    world.stream()
    assert world.session.energy_wh == 2_000
    assert world.orphans()[0]["session_id"] == world.session.session_id


def test_behaviour_29_data_in_the_stop_is_stored_once(world: World) -> None:
    data = [{"timestamp": at(30), "sampledValue": [{"value": "3000"}]}]
    transaction_id = world.start()
    for _ in range(2):
        world.stop(transaction_id, transactionData=data)
    assert len(services().telemetry.readings(world.session.key)) == 1
    assert world.rated().energy.energy_wh == 5_000


def test_behaviour_30_a_new_start_closes_what_was_open_on_the_connector(world: World) -> None:
    first = world.start()
    world.measure(first, 30, 3_500)
    world.start(0, meter=100, connectorId=2)
    world.start(90, meter=3_600)
    world.stream()
    old, other, new = sorted(world.sessions, key=lambda one: (not one.stop, one.started_at))
    assert (old.active, other.active, new.active) == (False, True, True)
    assert (old.energy_wh, old.flags) == (2_500, frozenset({"stop_missing"}))
    assert old.stop is not None
    assert old.stop.stopped_at == BEGIN + timedelta(minutes=30)


def test_behaviour_30_the_real_stop_replaces_the_estimate_until_it_is_settled(
    world: World,
) -> None:
    first = world.start()
    world.measure(first, 30, 3_500)
    world.start(90, meter=6_100)
    world.stream()
    wait = timedelta(seconds=services().settings.final_reading_wait_s)
    assert isinstance(
        rate_session(world.sessions[0], SessionTelemetry(), datetime.now(UTC), wait), Wait
    )

    world.stop(first)
    old, _ = world.sessions
    assert (old.energy_wh, old.flags) == (5_000, frozenset())
    assert world.orphans() == []


def test_behaviour_30_a_real_stop_after_settlement_is_no_second_charge(world: World) -> None:
    first = world.start()
    world.measure(first, 30, 3_500)
    world.start(90, meter=6_100)
    world.stream()
    assert world.settle(world.sessions[0])
    world.stop(first)
    old, _ = world.sessions
    assert (old.energy_wh, old.state) == (2_500, SessionState.SETTLED)
    assert {"stop_missing", "conflicting_stop"} <= old.flags
    assert not world.settle(old)
    assert [one["kind"] for one in world.orphans()] == ["late_stop"]


def test_behaviour_30_a_refused_start_that_was_followed_costs_nothing(world: World) -> None:
    world.start(idTag="NOBODY")
    world.start(5)
    world.stream()
    old, new = world.sessions
    assert (old.active, new.active) == (False, True)
    assert world.gross_minor(old) == 0


def test_behaviour_30_energy_without_any_reading_is_reviewed(world: World) -> None:
    world.start()
    world.start(90, meter=9_000)
    world.stream()
    assert isinstance(world.judged(world.sessions[0]), Review)


def test_behaviour_31_a_stop_after_power_loss_bills_its_own_register(world: World) -> None:
    transaction_id = world.start()
    boot = {"chargePointVendor": "V", "chargePointModel": "M"}
    assert world.v16.call("BootNotification", boot)["status"] == "Accepted"
    assert world.session.active
    world.stop(transaction_id, minute=20, meter=2_000, reason="PowerLoss")
    assert (world.session.energy_wh, world.shown()["stop_reason"]) == (1_000, "PowerLoss")


def test_behaviour_32_a_queue_of_the_past_interleaves_with_live_messages(world: World) -> None:
    live = world.start(300, meter=9_000)
    world.stream()
    queued = world.start(0)
    world.stream()
    world.measure(live, 310, 9_500)
    world.stop(queued)
    world.stream()
    old, new = world.sessions
    assert (old.energy_wh, old.active, old.flags) == (5_000, False, frozenset())
    assert (new.energy_wh, new.active, new.flags) == (500, True, frozenset())


@pytest.mark.parametrize("form", ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S.123+0000"])
def test_behaviour_33_odd_forms_of_a_time_are_read(world: World, form: str) -> None:
    world.start(timestamp=BEGIN.strftime(form))
    assert world.session.started_at.replace(microsecond=0) == BEGIN
    assert world.session.flags == frozenset()


@pytest.mark.parametrize("wrong", ["1970-01-01T00:00:07Z", "2099-01-01T00:00:00Z", "never"])
def test_behaviour_34_a_clock_that_is_wrong_counts_by_receipt_and_is_kept(
    world: World, wrong: str
) -> None:
    first = world.start(timestamp=wrong)
    assert world.start(timestamp=wrong) == first
    world.stop(first, timestamp=wrong)
    view = world.shown()
    assert view["flags"] == ["clock_skewed"]
    assert (view["reported_started_at"], view["reported_stopped_at"]) == (wrong, wrong)
    assert world.session.start is not None
    assert world.session.started_at == world.session.start.received_at


def test_behaviour_35_celcius_and_celsius_are_both_stored(world: World) -> None:
    units = ("Celcius", "Celsius")
    samples = [{"value": "40", "measurand": "Temperature", "unit": one} for one in units]
    entry = {"timestamp": at(1), "sampledValue": [*samples, {"value": "2000"}]}
    facts = {"connectorId": 1, "transactionId": world.start(), "meterValue": [entry]}
    world.v16.call("MeterValues", facts)
    assert world.session.energy_wh == 1_000


def test_behaviour_36_a_tag_has_no_case_and_blocked_is_not_invalid(world: World) -> None:
    put_token("CHILD", group_id="FAMILY")
    answers = {
        tag: world.v16.call("Authorize", {"idTag": tag})["idTagInfo"]
        for tag in (TOKEN.lower(), BLOCKED_TOKEN, "NOBODY", "child")
    }
    statuses = [one["status"] for one in answers.values()]
    assert statuses == ["Accepted", "Blocked", "Invalid", "Accepted"]
    assert answers["child"]["parentIdTag"] == "FAMILY"
    world.start(idTag=TOKEN.lower())
    assert world.operator.get("/sessions", token_id=TOKEN).json["items"] != []


@pytest.mark.parametrize(
    ("minute", "authorization", "skew"),
    [(29, "Accepted", False), (30, "Expired", False), (29, "Expired", True)],
)
def test_behaviour_36_an_expiry_counts_when_the_session_began_not_when_it_was_told(
    world: World, minute: int, authorization: str, skew: bool
) -> None:
    """A station that was offline tells hours later; a time that is not believed proves nothing."""
    put_token("SHORT", expires_at=BEGIN + timedelta(minutes=30))
    begun: dict[str, Any] = {"timestamp": "long ago"} if skew else {}
    transaction_id = world.start(minute, idTag="SHORT", **begun)
    assert transaction_id > 0
    assert world.session.payer is not None
    assert world.session.payer.authorization == authorization


def test_behaviour_37_a_token_that_may_charge_once_is_concurrent_across_retries(
    world: World,
) -> None:
    put_token("ONCE", concurrent=False)
    first = {"connectorId": 1, "idTag": "ONCE", "meterStart": 0, "timestamp": at(0)}
    second = first | {"connectorId": 2, "timestamp": at(1)}
    for _ in range(2):
        assert world.v16.call("StartTransaction", first)["idTagInfo"]["status"] == "Accepted"
        assert world.v16.call("StartTransaction", second)["idTagInfo"]["status"] == "ConcurrentTx"


def test_behaviour_37_a_token_is_not_concurrent_where_it_is_about_to_stop(world: World) -> None:
    put_token("ONCE", concurrent=False)
    transaction_id = world.start(idTag="ONCE")
    other = type(world.v16)(station_id="CP2", protocol="ocpp2.0.1")
    once = {"idToken": {"idToken": "ONCE", "type": "ISO14443"}}
    assert world.v16.call("Authorize", {"idTag": "ONCE"})["idTagInfo"]["status"] == "Accepted"
    assert other.call("Authorize", once)["idTokenInfo"]["status"] == "ConcurrentTx"
    world.stop(transaction_id)
    assert other.call("Authorize", once)["idTokenInfo"]["status"] == "Accepted"


def test_behaviour_37_others_may_charge_in_two_places(world: World) -> None:
    world.start()
    facts = {"connectorId": 2, "idTag": TOKEN, "meterStart": 0, "timestamp": at(1)}
    assert world.v16.call("StartTransaction", facts)["idTagInfo"]["status"] == "Accepted"


def test_behaviour_38_a_status_without_a_time_counts_by_receipt(world: World) -> None:
    facts = {"connectorId": 1, "errorCode": "NoError", "status": "Charging"}
    for _ in range(2):
        assert world.v16.call("StatusNotification", facts) == {}
    (connector,) = services().stations.state("CP1").connectors
    assert connector.status == "Charging"


def test_behaviour_40_a_reservation_expires_is_used_and_matches_its_id(world: World) -> None:
    soon = datetime.now(UTC) + timedelta(minutes=5)
    asked = Reservation("CP1", 7, 1, TOKEN, BEGIN, soon, answer="Accepted")
    for facts in (asked, replace(asked, number=8), replace(asked, number=9, valid_until=BEGIN)):
        services().reservations.add_facts(facts)
    world.start(reservationId=8)
    world.stream()
    states = [world.operator.get(f"/reservations/{one}").json["state"] for one in (7, 8, 9)]
    assert states == ["accepted", "used", "expired"]


# Transactions of 2.0.1


def test_behaviour_41_a_transaction_id_is_unique_for_its_station_only(world: World) -> None:
    other = type(world.v201)(station_id="CP2", protocol="ocpp2.0.1")
    world.event("Started", 0, 0, 1_000, evse=EVSE)
    world.v201, mine = other, world.v201
    world.event("Started", 0, 0, 5_000, evse=EVSE)
    world.v201 = mine
    world.event("Ended", 1, 60, 6_000)
    assert sorted(one.active for one in world.sessions) == [False, True]


def test_behaviour_42_a_repeated_event_changes_nothing(world: World) -> None:
    for _ in range(2):
        world.event("Started", 0, 0, 1_000, evse=EVSE, idToken=ID_TOKEN)
        world.event("Updated", 1, 10, 2_000)
        world.event("Ended", 2, 60, 6_000)
    assert world.rated().energy.energy_wh == 5_000
    assert world.session.flags == frozenset()


def test_behaviour_43_late_events_do_not_reopen_and_a_late_start_completes(world: World) -> None:
    world.event("Ended", 2, 60, 6_000)
    world.event("Started", 0, 0, 1_000, evse=EVSE, idToken=ID_TOKEN)
    world.event("Updated", 1, 30, 3_000)
    assert not world.session.active
    assert world.rated().energy.energy_wh == 5_000


def test_behaviour_44_events_of_an_offline_time_are_accepted_and_flagged(world: World) -> None:
    world.event("Started", 0, 0, 1_000, evse=EVSE, offline=True)
    world.event("Ended", 7, 60, 6_000, offline=True)
    assert world.session.energy_wh == 5_000
    assert "offline" in world.session.flags


def test_behaviour_45_a_token_in_a_later_event_is_decided_on(world: World) -> None:
    world.event("Started", 0, 0, 1_000, evse=EVSE)
    blocked = {"idToken": BLOCKED_TOKEN, "type": "ISO14443"}
    answer = world.event("Updated", 1, 1, idToken=blocked)
    assert answer["idTokenInfo"]["status"] == "Blocked"
    assert world.session.state is SessionState.REFUSED


def test_behaviour_46_the_remote_start_id_is_kept_with_the_session(world: World) -> None:
    world.event("Started", 0, 0, evse=EVSE, info={"remoteStartId": 77})
    assert world.session.start is not None
    assert world.session.start.remote_start_id == 77


@pytest.mark.parametrize(
    ("group", "flags"), [("FAMILY", set()), (None, {"stopped_by_other_token"})]
)
def test_behaviour_47_only_the_group_may_stop_anothers_transaction(
    world: World, group: str | None, flags: set[str]
) -> None:
    put_token("MINE", group_id=group)
    put_token("YOURS", group_id=group)
    world.event("Ended", 1, 60, 6_000, idToken={"idToken": "YOURS", "type": "ISO14443"})
    world.event("Started", 0, 0, 1_000, evse=EVSE, idToken=ID_TOKEN | {"idToken": "MINE"})
    assert world.session.flags == flags


def test_behaviour_51_the_multiplier_and_a_missing_unit_are_understood(world: World) -> None:
    world.event("Started", 0, 0, 1_000, evse=EVSE)
    samples = [{"value": 3.5, "unitOfMeasure": {"multiplier": 3}}]
    values = [{"timestamp": at(10), "sampledValue": samples}]
    world.event("Updated", 1, 10, meterValue=values)
    assert world.session.energy_wh == 2_500


def test_behaviour_52_a_first_message_with_a_later_number_makes_the_session(world: World) -> None:
    world.event("Updated", 3, 10, 2_000, idToken=ID_TOKEN)
    world.event("Ended", 4, 60, 6_000)
    assert not world.session.active
    assert isinstance(world.judged(), Review)
    world.event("Started", 0, 0, 1_000, evse=EVSE)
    assert world.rated().energy.energy_wh == 5_000


def test_behaviour_53_later_events_need_no_evse(world: World) -> None:
    world.event("Started", 0, 0, 1_000, evse=EVSE)
    world.event("Updated", 1, 10, 2_000)
    world.event("Ended", 2, 60, 6_000)
    view = world.shown()
    assert (view["evse_id"], view["connector_id"]) == (1, 1)


# Robustness


def test_behaviour_55_what_is_answered_is_stored(world: World) -> None:
    transaction_id = world.start()
    assert world.session.key.transaction_id == str(transaction_id)
    boto3.client("dynamodb").delete_table(TableName=settings().sessions_table)
    facts = {"transactionId": transaction_id, "meterStop": 6_000, "timestamp": at(60)}
    kind, _, code, *_ = world.v16.answer_to("StopTransaction", facts)
    assert (kind, code) == (4, "InternalError")
