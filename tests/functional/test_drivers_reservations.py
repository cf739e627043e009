"""What a driver sees of reservations that were made for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import boto3
import pytest
from tests.conftest import forget_services
from tests.functional.test_reservation_fees import (
    HOUR,
    MINUTE,
    backdated,
    look,
    put_tariff,
    reserve,
    use,
)
from tests.functional.test_reservations import BOTH, order, publish
from tests.http_api import Caller
from tests.network import DRIVER, TOKEN, build_network

from csms.bootstrap import services, settings
from csms.drivers.model import Token, TokenStatus
from csms.stations.reservations import Reservation

if TYPE_CHECKING:
    from datetime import datetime


@pytest.fixture(autouse=True)
def network(deployment: None, monkeypatch: pytest.MonkeyPatch) -> None:
    boto3.client("events").create_event_bus(Name="bus")
    monkeypatch.setenv("EVENT_BUS_NAME", "bus")
    forget_services()
    build_network()
    put_tariff(2)


@pytest.fixture
def stranger() -> Caller:
    return Caller("client_api", {"sub": "driver-2"})


def seen(driver: Caller, number: int) -> dict[str, Any]:
    answer = driver.get(f"/reservations/CP1/{number}")
    assert answer.status == 200, answer
    assert answer.json in driver.get("/reservations").json["items"]
    view: dict[str, Any] = answer.json
    return view


@BOTH
def test_driver_sees_what_their_reservation_came_to_and_why(
    driver: Caller, operator: Caller, protocol: str
) -> None:
    number = reserve(operator, protocol)
    view = seen(driver, number)
    assert (view["state"], view["station_id"], view["evse_id"]) == ("accepted", "CP1", 2)
    assert (view["cost"], view["cost_reason"], view["charged_at"]) == (None, None, None)
    for _ in range(2):
        look(80 * MINUTE)
        publish()
    view = seen(driver, number)
    assert view["cost_reason"] == "expired"
    assert [view["cost"][one]["minor"] for one in ("net", "tax", "gross")] == [1600, 304, 1904]
    assert view["charged_at"] is not None
    assert len(driver.get("/reservations").json["items"]) == 1


def test_reservation_of_another_driver_is_unknown(
    driver: Caller, stranger: Caller, operator: Caller
) -> None:
    number = reserve(operator, "ocpp1.6")
    look(80 * MINUTE)
    assert stranger.get("/reservations").json["items"] == []
    assert stranger.get(f"/reservations/CP1/{number}").status == 404
    assert driver.get(f"/reservations/CP2/{number}").status == 404
    assert driver.get(f"/reservations/CP1/{number + 1}").status == 404
    cursor = {"cursor": "bm9uc2Vuc2U"}
    assert driver.get("/reservations", **cursor).status == 422


def test_reservation_without_a_price_is_seen_too(driver: Caller, operator: Caller) -> None:
    put_tariff(3, elements=[{"price_components": [{"type": "ENERGY", "price": 1, "vat": 19}]}])
    number = reserve(operator, "ocpp1.6")
    look(80 * MINUTE)
    view = seen(driver, number)
    assert (view["cost"], view["cost_reason"]) == (None, None)


def test_used_and_cancelled_in_time_cost_nothing_and_say_so(
    driver: Caller, operator: Caller
) -> None:
    cancelled = reserve(operator, "ocpp1.6")
    order(operator, "ocpp1.6", "cancel_reservation", "Accepted", reservation_id=cancelled)
    look(MINUTE)
    view = seen(driver, cancelled)
    assert (view["state"], view["cost"]) == ("cancelled", None)
    assert (view["cost_reason"], view["charged_at"]) == ("cancelled_in_time", None)
    used = backdated()
    found = services().reservations.find("CP1", used)
    assert found is not None
    begin: datetime | None = found.accepted_at
    assert begin is not None
    use("ocpp1.6", used, begin + HOUR / 2)
    publish()
    look(MINUTE)
    view = seen(driver, used)
    assert (view["state"], view["cost"], view["cost_reason"]) == ("used", None, "used")


def test_token_that_nobody_owns_lists_its_reservation_nowhere(
    driver: Caller, operator: Caller
) -> None:
    services().tokens.put(Token(TOKEN, TokenStatus.ACCEPTED))
    number = reserve(operator, "ocpp1.6")
    services().tokens.put(Token(TOKEN, TokenStatus.ACCEPTED, DRIVER))
    assert driver.get("/reservations").json["items"] == []
    assert driver.get(f"/reservations/CP1/{number}").status == 404


def test_charged_reservation_is_kept_for_years_and_a_free_one_for_months(operator: Caller) -> None:
    table = boto3.resource("dynamodb").Table(settings().stations_table)
    charged, free = reserve(operator, "ocpp1.6"), reserve(operator, "ocpp1.6")
    order(operator, "ocpp1.6", "cancel_reservation", "Accepted", reservation_id=free)
    look(80 * MINUTE)
    publish()
    days = {}
    for number in (charged, free):
        item: Any = table.get_item(Key={"pk": f"RSV#{number:010d}", "sk": "CP1"})["Item"]
        days[number] = (int(item["expires_at"]) - services().clock().timestamp()) / 86_400
    assert days[charged] > 3650
    assert days[free] < 100


def test_reservation_at_a_station_with_a_slash_is_reached(driver: Caller) -> None:
    now = services().clock()
    accepted = Reservation("yard/1", 7, 1, TOKEN, now, now + HOUR, accepted_at=now)
    services().reservations.add_facts(accepted)
    services().reservations.assign(DRIVER, accepted)
    assert len(driver.get("/reservations").json["items"]) == 1
    assert driver.get("/reservations/yard%2F1/7").json["station_id"] == "yard/1"
    waiting = driver.get("/reservations/yard%2F1/7/receipt")
    assert (waiting.status, "decided" in waiting.json["detail"]) == (409, True)
    assert driver.get("/reservations/yard%2F1/7/receipt.pdf").status == 409
