"""Who may connect, in which version, under which spelling of the address."""

from __future__ import annotations

import ssl
from urllib.parse import quote

import pytest
from tests.e2e.raw_station import basic, upgrade
from tests.e2e.world import PASSWORD, World, in_world, unique

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": "{wrong}"},
        {},
        {"Authorization": "Basic not-base64!"},
        {"Authorization": "Bearer abc"},
    ],
    ids=["wrong password", "none", "unreadable", "another scheme"],
)
@in_world
async def test_without_the_right_password_it_is_401(world: World, headers: dict[str, str]) -> None:
    address = await world.address()
    wrong = basic(address.station_id, "wrong")["Authorization"]
    sent = {name: value.format(wrong=wrong) for name, value in headers.items()}
    assert (await upgrade(address.full_url, "ocpp1.6", sent)).status == 401


@in_world
async def test_an_unknown_station_is_401(world: World) -> None:
    nobody = f"NOBODY-{unique()}"
    url = f"{world.stack['ocpp_url']}/{nobody}"
    assert (await upgrade(url, "ocpp1.6", basic(nobody, PASSWORD))).status == 401


@in_world
async def test_another_stations_password_is_401(world: World) -> None:
    mine, other = await world.address(), await world.address()
    sent = basic(mine.station_id, PASSWORD)
    assert (await upgrade(other.full_url, "ocpp1.6", sent)).status == 401


@in_world
async def test_an_identity_header_of_the_clients_own_changes_nothing(world: World) -> None:
    mine, other = await world.address(), await world.address()
    sent = basic(mine.station_id, PASSWORD) | {"x-ocpp-identity": mine.station_id}
    assert (await upgrade(other.full_url, "ocpp1.6", sent)).status == 401


@pytest.mark.parametrize("offered", ["ocpp1.5", "ocpp2.0", "mqtt"])
@in_world
async def test_without_a_common_version_it_is_400(world: World, offered: str) -> None:
    address = await world.address()
    sent = basic(address.station_id, PASSWORD)
    assert (await upgrade(address.full_url, offered, sent)).status == 400


@pytest.mark.parametrize(
    ("offered", "chosen"),
    [
        ("ocpp1.6", "ocpp1.6"),
        ("ocpp2.0.1", "ocpp2.0.1"),
        ("ocpp1.6, ocpp2.0.1", "ocpp2.0.1"),
        ("ocpp1.6,ocpp2.0.1", "ocpp2.0.1"),
        ("ocpp2.0.1,ocpp1.6", "ocpp2.0.1"),
        ("ocpp1.5, ocpp1.6", "ocpp1.6"),
    ],
)
@in_world
async def test_the_newest_common_version_is_echoed(world: World, offered: str, chosen: str) -> None:
    address = await world.address()
    sent = basic(address.station_id, PASSWORD)
    answer = await upgrade(address.full_url, offered, sent)
    assert (answer.status, answer.protocol) == (101, chosen)


@pytest.mark.parametrize("shape", ["{url}/{id}?site=a+b", "{url}/{id}/", "{url}/any/depth/{id}"])
@in_world
async def test_a_percent_encoded_identity(world: World, shape: str) -> None:
    station_id = f"E2E {unique()}+%"
    address = await world.address(station_id=station_id)
    url = shape.format(url=address.url, id=quote(station_id, safe=""))
    answer = await upgrade(url, "ocpp1.6", basic(station_id, PASSWORD))
    assert answer.status == 101


@in_world
async def test_tls_with_the_local_authority(world: World) -> None:
    address = await world.address()
    url = f"{world.stack['ocpp_tls_url']}/{address.station_id}"
    sent = basic(address.station_id, PASSWORD)
    trusting = ssl.create_default_context(cafile=world.stack["ca_file"])
    assert (await upgrade(url, "ocpp1.6", sent, trusting)).status == 101
    with pytest.raises(ssl.SSLCertVerificationError):
        await upgrade(url, "ocpp1.6", sent, ssl.create_default_context())
