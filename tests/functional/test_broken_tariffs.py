"""A tariff that is missing or cannot be read stops no station, and is never free charging."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest
from tests.functional.station import Station
from tests.http_api import Caller
from tests.network import DRIVER, TOKEN, build_network

from csms import bootstrap
from csms.charging.model import ChargingSession
from csms.charging.ports import SessionFilter
from csms.charging.vocabulary import Flag
from csms.settlement.finality import Review
from csms.settlement.rating import rate_session

BROKEN = ["", "null", '{"id": "ac", "version": 1}', '{"version": 1, "id": "ac", "elements": 7}']
START = {
    "connectorId": 1,
    "idTag": TOKEN,
    "meterStart": 1_000,
    "timestamp": "2026-11-23T10:00:00Z",
}


@pytest.fixture
def station(deployment: None) -> Station:
    build_network()
    return Station()


def damage(table: str, pk: str, sk: str, attribute: str, text: str) -> None:
    """What no API writes: an old format, a lost half, a hand that slipped."""
    boto3.client("dynamodb").update_item(
        TableName=os.environ[table],
        Key={"pk": {"S": pk}, "sk": {"S": sk}},
        UpdateExpression="SET #a = :text",
        ExpressionAttributeNames={"#a": attribute},
        ExpressionAttributeValues={":text": {"S": text}},
    )


def damage_tariff(text: str) -> None:
    damage("DIRECTORY_TABLE", "TARIFF#ac", "CURRENT", "document", text)


def charge(station: Station) -> dict[str, Any]:
    """A whole session of 5 kWh; every answer is the usual one."""
    started = station.call("StartTransaction", START)
    assert started["idTagInfo"]["status"] == "Accepted"
    return stop(station, started["transactionId"])


def stop(station: Station, transaction_id: int) -> dict[str, Any]:
    facts = {"meterStop": 6_000, "timestamp": "2026-11-23T11:00:00Z"}
    return station.call("StopTransaction", facts | {"transactionId": transaction_id})


def only_session() -> ChargingSession:
    (session,) = bootstrap.services().sessions.page(SessionFilter(), 50, None)[0]
    return session


def verdict() -> object:
    session = only_session()
    telemetry = bootstrap.services().telemetry.of_session(session.key)
    return rate_session(session, telemetry, datetime.now(UTC), timedelta(0))


@pytest.mark.parametrize("text", BROKEN)
def test_a_tariff_that_cannot_be_read_at_the_start_is_flagged_and_reviewed(
    station: Station, text: str
) -> None:
    damage_tariff(text)
    charge(station)
    assert only_session().flags >= {Flag.NO_TARIFF, Flag.TARIFF_UNREADABLE}
    assert verdict() == Review("the session's tariff cannot be read")


@pytest.mark.parametrize("text", BROKEN)
def test_a_snapshot_that_cannot_be_read_later_is_flagged_and_reviewed(
    station: Station, text: str
) -> None:
    transaction_id = station.call("StartTransaction", START)["transactionId"]
    damage("SESSIONS_TABLE", "ST#CP1", f"TX#{transaction_id}", "tariff", text)
    stop(station, transaction_id)
    assert Flag.TARIFF_UNREADABLE in only_session().flags
    assert verdict() == Review("the session's tariff cannot be read")


def test_a_tariff_that_is_gone_is_flagged_and_reviewed(station: Station) -> None:
    key = {"pk": {"S": "TARIFF#ac"}, "sk": {"S": "CURRENT"}}
    boto3.client("dynamodb").delete_item(TableName=os.environ["DIRECTORY_TABLE"], Key=key)
    charge(station)
    assert only_session().flags == {Flag.NO_TARIFF}
    assert verdict() == Review("no tariff was assigned to the EVSE when the session started")


def test_a_broken_tariff_hides_no_other_price(station: Station) -> None:
    damage_tariff("null")
    driver = Caller("client_api", {"sub": DRIVER})
    evses = driver.get("/stations/CP1").json["evses"]
    assert [one["price"] and one["price"]["tariff_id"] for one in evses] == [None, "dc"]
