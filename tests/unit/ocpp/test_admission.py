import base64
from dataclasses import replace

import pytest
from tests.builders import NOW

from csms.adapters.memory.configuration import MemoryConfigurations
from csms.adapters.memory.directory import MemorySites
from csms.adapters.memory.observed import MemoryProfiles
from csms.adapters.memory.stations import MemoryStations
from csms.ocpp.admission import Admission, Admitting, admit
from csms.ocpp.proofs import Rules
from csms.stations.model import CurrentType, Evse, Site, Station
from csms.stations.passwords import hash_password

PASSWORD = "a-password-of-20-char"
EVSES = (Evse(1, CurrentType.AC, None, (1,)), Evse(2, CurrentType.DC, None, (1, 2)))
STATION = Station("CP1", hash_password(PASSWORD), 1, "site-1", EVSES)


def upgrade(
    user: str | None = "CP1", password: str = PASSWORD, offered: str = "ocpp1.6"
) -> dict[str, str]:
    headers = {"x-ocpp-identity": "CP1", "Sec-WebSocket-Protocol": offered}
    if user is not None:
        secret = base64.b64encode(f"{user}:{password}".encode()).decode()
        headers["Authorization"] = f"Basic {secret}"
    return headers


def admitted(
    headers: dict[str, str],
    station: Station | None = STATION,
    lowest: int = 0,
    sites: MemorySites | None = None,
) -> Admission | str:
    stations = MemoryStations()
    if station is not None:
        stations.put(station)
    profiles, known = MemoryProfiles(stations), sites or MemorySites()
    needs = Admitting(stations, profiles, known, MemoryConfigurations())
    return admit(headers, needs, Rules(lowest, True, NOW))


def test_times_without_a_zone_are_of_the_sites() -> None:
    sites = MemorySites()
    sites.put(Site("site-1", "Depot", "Europe/Berlin"))
    admission = admitted(upgrade(), sites=sites)
    assert isinstance(admission, Admission)
    assert admission.context()["time_zone"] == "Europe/Berlin"


def test_station_with_its_password_is_admitted_with_its_context() -> None:
    admission = admitted(upgrade(offered="ocpp1.6, ocpp2.0.1"))
    assert isinstance(admission, Admission)
    assert admission.context() == {
        "station_id": "CP1",
        "protocol": "ocpp2.0.1",
        "site_id": "site-1",
        "places": "1.1 2.1 2.2",
    }


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({}, "no usable identity"),
        (upgrade(None), "no credentials"),
        (upgrade("CP2"), "the user is not the identity"),
        (upgrade(password="wrong"), "wrong password"),
        (upgrade(password=""), "wrong password"),
    ],
)
def test_others_are_refused(headers: dict[str, str], reason: str) -> None:
    assert admitted(headers) == reason


def test_unknown_station_is_refused() -> None:
    assert admitted(upgrade(), None) == "unknown station"


def test_station_without_a_password_is_refused() -> None:
    assert admitted(upgrade(), replace(STATION, password_hash=None)) == "no password is set"


def test_profile_0_needs_no_password_but_a_given_one_must_be_right() -> None:
    station = replace(STATION, security_profile=0)
    assert isinstance(admitted(upgrade(None), station), Admission)
    assert isinstance(admitted(upgrade(), station), Admission)
    assert admitted(upgrade(password="wrong"), station) == "wrong password"


def test_a_station_that_offers_no_version_speaks_1_6_if_its_identity_is_proven() -> None:
    admission = admitted(upgrade(offered=""))
    assert isinstance(admission, Admission)
    assert (admission.protocol, admission.context()["assumed"]) == ("ocpp1.6", "1")
    unproven = admitted(upgrade(None, offered=""), replace(STATION, security_profile=0))
    assert isinstance(unproven, Admission)
    assert unproven.protocol == ""


def test_no_common_version_is_left_to_the_connect_handler() -> None:
    admission = admitted(upgrade(offered="ocpp1.5"))
    assert isinstance(admission, Admission)
    assert admission.protocol == ""


def test_nothing_is_assumed_of_a_station_that_offers_another_version() -> None:
    admission = admitted(upgrade(offered="ocpp1.5"))
    assert isinstance(admission, Admission)
    assert admission.protocol == ""
    assert "assumed" not in admission.context()
