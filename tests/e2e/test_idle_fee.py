"""A night in which the clocks go back, as deployed: night price, idle fee with grace and cap."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from tests.e2e.clients import eventually
from tests.e2e.raw_station import RawStation, raw_station
from tests.e2e.world import PASSWORD, World, in_world, unique

from csms import exact_json
from csms.clock import to_text
from csms.pricing.price import price
from csms.pricing.timeline import Activity, Segment
from csms.stations.model import CurrentType
from csms.tariffs.document import tariff_from_document
from station_simulator.wire import Address

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow
BERLIN = ZoneInfo("Europe/Berlin")
# 01:30 in summer; 03:00 becomes 02:00 at 01:00 UTC, and the night price ends at 05:00 UTC.
BEGIN = datetime(2026, 10, 24, 23, 30, tzinfo=UTC)
FULL = BEGIN + timedelta(hours=6)
STOPPED = FULL + timedelta(minutes=20)
GONE = BEGIN + timedelta(hours=11)
PER_HOUR_WH = 11_000


def element(kind: str, amount: str, **restrictions: Any) -> dict[str, Any]:
    component = {"type": kind, "price": Decimal(amount), "vat": Decimal(19), "step_size": 1}
    return {"price_components": [component], "restrictions": restrictions}


def tariff(tariff_id: str) -> dict[str, Any]:
    """Half past two comes twice; parking costs by day, half an hour after the end of charging."""
    deep, night = (
        {"start_time": "22:00", "end_time": "02:30"},
        {"start_time": "02:30", "end_time": "06:00"},
    )
    day = {"start_time": "08:00", "end_time": "20:00"}
    return {
        "id": tariff_id,
        "currency": "EUR",
        "tax_included": "YES",
        "parking_cap": {"per_session": Decimal("12.00")},
        "elements": [
            element("PARKING_TIME", "6.00", min_idle=1800, current_type="AC", **day),
            element("PARKING_TIME", "3.30", min_idle=1800, current_type="DC", **day),
            element("ENERGY", "0.19", **deep, current_type="AC"),
            element("ENERGY", "0.29", **night, current_type="AC"),
            element("ENERGY", "0.39", current_type="AC"),
            element("ENERGY", "0.49", **night, current_type="DC"),
            element("ENERGY", "0.59", current_type="DC"),
        ],
    }


def ideal(document: dict[str, Any], current_type: str) -> tuple[int, int]:
    """Net and gross cents, by the pure function and a timeline written by hand."""
    timeline = [
        Segment(BEGIN, FULL, Activity.CHARGING, 6 * PER_HOUR_WH * 1000),
        Segment(FULL, GONE, Activity.PARKED),
    ]
    priced = tariff_from_document(document, 1).priced
    found = price(priced, timeline, BERLIN, current_type=CurrentType(current_type))
    return found.net_minor, found.gross_minor


@dataclass
class Player:
    """Sends the night's frames with their own times, now."""

    station: RawStation
    token: str

    async def call(self, action: str, payload: dict[str, Any]) -> dict[str, Any]:
        kind, _, answer = await self.station.ask(json.dumps([2, unique(), action, payload]))
        assert kind == 3, answer
        return dict(answer)


async def play_v16(player: Player) -> None:
    at = {"timestamp": to_text(BEGIN)}
    start = {"connectorId": 1, "idTag": player.token, "meterStart": 5_000}
    number = (await player.call("StartTransaction", start | at))["transactionId"]
    status = {"connectorId": 1, "errorCode": "NoError"}
    for hour in range(1, 7):
        moment = to_text(BEGIN + timedelta(hours=hour))
        value = {"value": str(5_000 + hour * PER_HOUR_WH)}
        entry = {"timestamp": moment, "sampledValue": [value]}
        named = {"connectorId": 1, "transactionId": number}
        await player.call("MeterValues", named | {"meterValue": [entry]})
    for word, when in (("SuspendedEV", FULL), ("Finishing", STOPPED)):
        said = status | {"status": word, "timestamp": to_text(when)}
        await player.call("StatusNotification", said)
    stop = {"transactionId": number, "meterStop": 5_000 + 6 * PER_HOUR_WH}
    await player.call("StopTransaction", stop | {"timestamp": to_text(STOPPED)})
    free = status | {"status": "Available", "timestamp": to_text(GONE)}
    await player.call("StatusNotification", free)


async def play_v201(player: Player) -> None:
    seq_nos = count()

    async def event(kind: str, at: datetime, state: str, wh: int | None, **more: Any) -> None:
        told: dict[str, Any] = {
            "eventType": kind,
            "timestamp": to_text(at),
            "triggerReason": "MeterValuePeriodic",
            "seqNo": next(seq_nos),
            "transactionInfo": {"transactionId": "night", "chargingState": state},
            "evse": {"id": 1, "connectorId": 1},
        }
        if wh is not None:
            told["meterValue"] = [{"timestamp": to_text(at), "sampledValue": [{"value": wh}]}]
        await player.call("TransactionEvent", told | more)

    id_token = {"idToken": player.token, "type": "ISO14443"}
    await event("Started", BEGIN, "Charging", 5_000, idToken=id_token)
    for hour in range(1, 7):
        at = BEGIN + timedelta(hours=hour)
        await event("Updated", at, "Charging", 5_000 + hour * PER_HOUR_WH)
    await event("Updated", FULL, "SuspendedEV", None)
    await event("Ended", STOPPED, "EVConnected", 5_000 + 6 * PER_HOUR_WH)
    said = {"evseId": 1, "connectorId": 1, "connectorStatus": "Available"}
    await player.call("StatusNotification", said | {"timestamp": to_text(GONE)})


async def station_at(world: World, current_type: str, document: dict[str, Any]) -> Address:
    """A site of its own in Berlin, with this tariff, and a station there."""
    await world.operator.put(f"/tariffs/{document['id']}", plain(document))
    site_id, station_id = f"site-{unique()}", f"NIGHT-{unique()}"
    place = {"name": "Berlin", "time_zone": "Europe/Berlin"}
    tariffs = {"tariff_ids": {current_type: document["id"]}}
    await world.operator.put(f"/sites/{site_id}", place | tariffs)
    evse = {"evse_id": 1, "current_type": current_type, "max_power_w": 22_000}
    evse |= {"connectors": [{"connector_id": 1}]}
    station = {"password": PASSWORD, "site_id": site_id, "evses": [evse]}
    await world.operator.put(f"/stations/{station_id}", station)
    ca_file: Path | None = None
    return Address(world.stack["ocpp_url"], station_id, PASSWORD, ca_file)


def plain(document: dict[str, Any]) -> Any:
    """As JSON numbers; these are few digits, so that none changes on its way."""
    return json.loads(exact_json.dumps(document))


@pytest.mark.parametrize("current_type", ["AC", "DC"])
@pytest.mark.parametrize(("protocol", "play"), [("ocpp1.6", play_v16), ("ocpp2.0.1", play_v201)])
@in_world
async def test_a_night_with_an_hour_twice_settles_at_the_ideal_price(
    world: World, protocol: str, play: Any, current_type: str
) -> None:
    document = tariff(f"night-{unique()}")
    address = await station_at(world, current_type, document)
    async with raw_station(address, protocol) as station:
        await play(Player(station, await world.token()))
    found = await world.settled(address.station_id, within_s=90)

    net, gross = ideal(document, current_type)
    assert (found["cost"]["net"]["minor"], found["cost"]["gross"]["minor"]) == (net, gross)
    assert found["energy_wh"] == 6 * PER_HOUR_WH
    assert datetime.fromisoformat(found["ended_at"]) == GONE
    (proof,) = found["idle"]
    assert (proof["signal"], proof["ended_by"]) == ("suspended_ev", "unplugged")


@in_world
async def test_a_vehicle_that_stays_plugged_in_is_waited_for(world: World) -> None:
    document = tariff(f"stays-{unique()}")
    address = await station_at(world, "AC", document)
    now = datetime.now(UTC).replace(microsecond=0)
    async with raw_station(address, "ocpp1.6") as station:
        player = Player(station, await world.token())
        start = {"connectorId": 1, "idTag": player.token, "meterStart": 0}
        at = {"timestamp": to_text(now - timedelta(minutes=9))}
        number = (await player.call("StartTransaction", start | at))["transactionId"]
        stop = {"transactionId": number, "meterStop": 1_000, "timestamp": to_text(now)}
        await player.call("StopTransaction", stop)

        async def waiting() -> Any:
            (session,) = await world.sessions(address.station_id)
            return session if session["state"] == "awaiting_unplug" else None

        found = await eventually("awaiting the unplug", waiting, 20)
        assert (found["active"], found["ended_at"]) == (False, None)
        free = {"connectorId": 1, "errorCode": "NoError", "status": "Available"}
        await player.call("StatusNotification", free)
    found = await world.settled(address.station_id, within_s=90)
    assert found["idle_seconds_billed"] == 0
