"""The balance while a session runs: reserved ahead in steps, stopped before it is exhausted.

6 kW at 3.00 EUR/kWh: 0.30 EUR a minute, a reading every minute. Steps are 5.00 EUR.
"""

from __future__ import annotations

import boto3
import pytest
from tests.conftest import forget_services
from tests.functional.aws_requests import counted
from tests.functional.driving import Drive, events_between, pay_in, wallet
from tests.functional.station import CONTEXT
from tests.functional.test_command_delivery import frames_to, run_stream
from tests.http_api import Caller
from tests.network import DRIVER, SITE, build_network, tariff_document

from csms.bootstrap import ledger, services
from csms.charging.reserve import Reserve
from csms.commands.model import CommandState
from csms.ledger import chart
from csms.tariffs.document import tariff_from_document
from session_settlement import post

ALL = pytest.mark.parametrize("protocol", ["ocpp1.6", "ocpp2.0.1", "ocpp2.1"])
STOP = {"ocpp1.6": "RemoteStopTransaction"}
WH_A_MINUTE = 100


@pytest.fixture(autouse=True)
def network(deployment: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINIMUM_BALANCE", "5")
    forget_services()
    build_network()
    services().tariffs.put(tariff_from_document(tariff_document("ac", "3.00", "0"), 2))


def drive_on(drive: Drive, minutes: range) -> None:
    for minute in minutes:
        drive.measure(minute, WH_A_MINUTE * minute)


def flags(drive: Drive) -> bool:
    return "balance_exhausted" in drive.session.flags


@ALL
def test_a_step_is_held_at_the_start_and_the_next_when_it_comes_near(protocol: str) -> None:
    pay_in(2_000)
    drive = Drive(protocol)
    assert wallet() == (1_500, 500)
    drive_on(drive, range(1, 14))  # 3.90 EUR: lasts until the reading after the next
    assert wallet() == (1_500, 500)
    drive_on(drive, range(14, 16))
    assert wallet() == (1_000, 1_000)
    assert drive.session.reserve == Reserve(1_000, "EUR")
    assert drive.stops == []


def test_what_lasts_costs_no_request_of_the_ledger() -> None:
    pay_in(2_000)
    drive = Drive()
    drive.measure(1, 100)
    lasting, raising, raised = (requests_at(drive, minute) for minute in (2, 14, 15))
    assert len(raising) == len(lasting) + 4
    ahead = ["GetItem", "BatchGetItem", "TransactWriteItems", "UpdateItem"]
    assert sorted(raising) == sorted([*lasting, *ahead])
    assert raised == lasting


def requests_at(drive: Drive, minute: int) -> list[str]:
    """Of the stream, by a reading of this minute, in a process that knows the station."""
    with counted() as requests:
        forget_services()
        drive.stream()
        drive.tell(minute, WH_A_MINUTE * minute)
        requests.operations.clear()
        drive.stream()
    return requests.operations


def test_the_driver_is_warned_once_at_four_fifths() -> None:
    pay_in(700)
    drive = Drive()
    warned = []
    for minute in range(1, 22):
        before = drive.item
        drive.measure(minute, WH_A_MINUTE * minute)
        if "session.balance_low" in events_between(before, drive.item):
            warned.append(minute)
    assert warned == [19]  # 5.70 of 7.00
    assert wallet() == (0, 700)
    assert drive.stops == []
    assert not flags(drive)


@ALL
def test_the_session_is_stopped_before_the_money_is_gone(protocol: str) -> None:
    pay_in(700)
    drive = Drive(protocol)
    drive_on(drive, range(1, 22))
    assert drive.stops == []
    drive_on(drive, range(22, 23))  # 6.60: by the next reading and its stop it were 7.20
    drive.stream()  # told again
    (order,) = drive.stops
    assert order.payload["session_id"] == drive.session.session_id
    assert flags(drive)
    run_stream()
    (sent,) = [one for one in frames_to() if "Stop" in one[2]]
    assert sent[2] == STOP.get(protocol, "RequestStopTransaction")
    drive.stop(23, 2_300)
    detail = {"session_id": drive.session.session_id, "station_id": "CP1"}
    told = detail | {"transaction_id": drive.transaction_id}
    assert post.handler(told, CONTEXT)["decision"] == "settled"
    assert wallet() == (10, 0)
    assert ledger().balances(chart.receivable(DRIVER)) is None


def test_a_top_up_goes_on_where_the_money_would_have_ended() -> None:
    pay_in(700)
    drive = Drive()
    drive_on(drive, range(1, 22))
    pay_in(1_000, 2)
    drive_on(drive, range(22, 32))
    assert wallet() == (200, 1_500)
    assert drive.stops == []
    assert not flags(drive)


def test_two_sessions_share_a_balance_and_neither_takes_what_the_other_holds() -> None:
    pay_in(1_200)
    one, other = Drive(), Drive("ocpp2.1", "CP2")
    assert wallet() == (200, 1_000)
    drive_on(one, range(1, 15))
    assert (one.held, other.held) == (700, 500)
    drive_on(other, range(1, 16))
    assert (one.held, other.held) == (700, 500)
    assert other.stops != []  # 4.50 of 5.00: the next look would be too late
    assert one.stops == []


def test_overshoot_is_owed_and_paid_first_by_the_next_top_up() -> None:
    pay_in(700)
    drive = Drive()
    drive_on(drive, range(1, 23))
    drive.stop(26, 2_600)
    detail = {"session_id": drive.session.session_id, "station_id": "CP1"}
    post.handler(detail | {"transaction_id": drive.transaction_id}, CONTEXT)
    owed = ledger().balances(chart.receivable(DRIVER))
    assert owed is not None
    assert owed.posted_minor == -80
    pay_in(100, 2)
    assert wallet() == (20, 0)


@pytest.mark.parametrize("status", ["Rejected", "Accepted"])
def test_a_station_that_goes_on_is_asked_again_and_then_left_to_the_operator(status: str) -> None:
    pay_in(500)
    drive = Drive()
    for minute in range(14, 30):
        drive.measure(minute, WH_A_MINUTE * minute)
        run_stream()
        for order in drive.stops:
            if order.state is CommandState.SENT:
                drive.reply(order, status)
                obeys_no_more(order.command_id)
    assert len(drive.stops) == 3


def obeys_no_more(command_id: str) -> None:
    """Its answer is long ago."""
    table = boto3.resource("dynamodb").Table(services().settings.stations_table)
    table.update_item(
        Key={"pk": "CMD#CP1", "sk": command_id},
        UpdateExpression="SET answered_at = :at",
        ExpressionAttributeValues={":at": "2026-01-01T00:00:00.000Z"},
    )


def test_a_start_with_nothing_left_is_stopped_by_its_first_reading() -> None:
    pay_in(500)
    Drive("ocpp2.0.1", "CP2")
    drive = Drive()
    assert wallet() == (0, 500)
    drive.measure(1, 100)
    assert len(drive.stops) == 1
    assert flags(drive)


def test_what_is_free_of_charge_needs_no_money() -> None:
    services().tariffs.put(tariff_from_document(tariff_document("ac", "0"), 3))
    drive = Drive()
    drive_on(drive, range(1, 4))
    assert drive.stops == []
    assert not flags(drive)


def test_who_never_paid_in_charges_on_credit_where_the_operator_wants_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MINIMUM_BALANCE", "0")
    forget_services()
    drive = Drive()
    drive_on(drive, range(1, 20))
    assert drive.stops == []
    assert drive.session.reserve == Reserve(0, "EUR")


def test_without_a_tariff_nothing_is_reserved() -> None:
    pay_in(700)
    services().assignments.put(SITE, (), 1)
    drive = Drive()
    drive.measure(1, 100)
    assert drive.session.reserve is None
    assert wallet() == (700, 0)


def test_both_apis_show_what_is_reserved(operator: Caller) -> None:
    pay_in(500)
    drive = Drive()
    driver = Caller("client_api", {"sub": DRIVER, "email": "driver@example.com"})
    path = f"/sessions/{drive.session.session_id}"
    for caller in (driver, operator):
        shown = caller.get(path).json
        assert shown["reserved"] == {"minor": 500, "currency": "EUR"}
        assert shown["balance_low"] is False
    drive_on(drive, range(1, 16))
    shown = driver.get(path).json
    assert shown["balance_low"] is True
    assert "balance_exhausted" in shown["flags"]
    assert driver.get("/me/balance").json["held"] == {"minor": 500, "currency": "EUR"}


def limit_of(drive: Drive) -> dict[str, object]:
    found: dict[str, object] = drive.answer.get("transactionLimit", {})
    return found


def test_a_2_1_station_is_told_what_is_held_until_it_says_so_itself() -> None:
    pay_in(2_000)
    drive = Drive("ocpp2.1")
    for minute in (1, 2):
        drive.measure(minute, WH_A_MINUTE * minute)
        assert limit_of(drive) == {"maxCost": 5}
    drive.measure(3, 300, transactionLimit={"maxCost": 5.0})
    assert limit_of(drive) == {}
    for minute in range(4, 14):
        drive.measure(minute, WH_A_MINUTE * minute)
        assert limit_of(drive) == {}
    drive_on(drive, range(14, 16))
    assert limit_of(drive) == {"maxCost": 10}
    assert drive.session.state == "charging"


def test_a_station_that_keeps_the_limit_is_stopped_only_if_it_does_not() -> None:
    pay_in(500)
    drive = Drive("ocpp2.1")
    drive.measure(1, 100, transactionLimit={"maxCost": 5.0})
    drive_on(drive, range(2, 17))  # 4.80 of 5.00
    assert flags(drive)
    assert drive.stops == []
    drive_on(drive, range(17, 18))  # 5.10: it went on
    assert len(drive.stops) == 1


def test_a_top_up_raises_the_limit_that_the_station_keeps() -> None:
    pay_in(500)
    drive = Drive("ocpp2.1")
    drive.measure(1, 100, transactionLimit={"maxCost": 5.0})
    drive_on(drive, range(2, 15))
    pay_in(1_000, 2)
    drive_on(drive, range(15, 17))
    assert limit_of(drive) == {"maxCost": 10}
    assert drive.stops == []


def test_the_smaller_of_two_limits_holds_and_the_others_stay() -> None:
    pay_in(2_000)
    drive = Drive("ocpp2.1", limit={"max_cost_minor": 300, "max_energy_wh": 9_000})
    drive.measure(1, 100)
    assert limit_of(drive) == {"maxCost": 3, "maxEnergy": 9_000}
    drive.measure(2, 200, transactionLimit={"maxCost": 3, "maxEnergy": 9_000})
    assert limit_of(drive) == {}


@pytest.mark.parametrize("protocol", ["ocpp1.6", "ocpp2.0.1"])
def test_who_knows_no_limits_is_told_none(protocol: str) -> None:
    pay_in(2_000)
    drive = Drive(protocol)
    drive.measure(1, 100)
    assert limit_of(drive) == {}
