"""Where the code on a label leads: a page for whoever stands before the station."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.functional.station import Station
from tests.functional.stations_at_work import connect
from tests.http_api import Caller

from csms import bootstrap
from csms.stations.model import Site

pytestmark = pytest.mark.usefixtures("network")
ANYBODY = Caller("client_api", None)
BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8"


def test_a_program_gets_state_and_price_without_a_sign_in() -> None:
    seen = ANYBODY.get("/charge/CP1/2")
    assert seen.status == 200
    said = seen.json
    assert (said["station_id"], said["evse_id"], said["current_type"]) == ("CP1", 2, "DC")
    assert (said["max_power_w"], said["status"]) == (150_000, "unknown")
    assert said["price"]["price_per_kwh"] == "0.59"
    assert said["name"] == "CP1"
    assert ANYBODY.get("/charge/CP1/1").json["price"]["price_per_kwh"] == "0.35"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en-GB,en;q=0.9", ("Charging point 1", "11 kW AC", "How to start", "0.35")),
        ("de-DE,de;q=0.9", ("Ladepunkt 1", "11 kW AC", "So wird geladen", "0,35")),
        ("fr", ("Charging point 1", "0.35")),
    ],
)
def test_a_browser_gets_a_page_in_its_language(language: str, words: tuple[str, ...]) -> None:
    shown = ANYBODY.print("/charge/CP1/1", accept=BROWSER, accept_language=language)
    assert shown.status == 200
    assert shown.headers["content-type"].startswith("text/html")
    assert f'<html lang="{shown.headers["content-language"]}">' in shown.text
    for one in words:
        assert one in shown.text
    assert "script" not in shown.text
    assert "default-src 'none'" in shown.headers["content-security-policy"]


def test_it_says_whether_the_charging_point_is_free() -> None:
    station = Station()
    connect("CP1")
    station.call(
        "StatusNotification", {"connectorId": 1, "errorCode": "NoError", "status": "Available"}
    )
    assert "Free" in ANYBODY.print("/charge/CP1/1", accept=BROWSER).text
    station.call(
        "StatusNotification", {"connectorId": 1, "errorCode": "NoError", "status": "Charging"}
    )
    assert "In use" in ANYBODY.print("/charge/CP1/1", accept=BROWSER).text


def test_names_of_operators_are_text_on_the_page() -> None:
    services = bootstrap.services()
    station = services.stations.get("CP1")
    assert station is not None
    services.stations.put(replace(station, name="<b>Left</b> & right"), station)
    services.sites.put(Site("site-1", "Yard <1>", "UTC", ("Main street 1", "<script>")))
    text = ANYBODY.print("/charge/CP1/1", accept=BROWSER).text
    assert "&lt;b&gt;Left&lt;/b&gt; &amp; right" in text
    assert "Yard &lt;1&gt; · Main street 1 · &lt;script&gt;" in text
    assert "<script" not in text
    assert "<b>" not in text


@pytest.mark.parametrize("path", ["/charge/CP1/9", "/charge/CP9/1"])
def test_a_code_of_nothing_says_so(path: str) -> None:
    assert ANYBODY.get(path).status == 404
    shown = ANYBODY.print(path, accept=BROWSER, accept_language="de")
    assert (shown.status, "Diesen Ladepunkt gibt es nicht" in shown.text) == (404, True)


def test_an_identity_with_a_slash_is_reached_by_its_label(operator: Caller) -> None:
    operator.put("/stations/yard%2F1", {"name": "Yard", "evses": [{"current_type": "AC"}]})
    assert ANYBODY.get("/charge/yard%2F1/1").json["station_id"] == "yard/1"


def test_nothing_else_of_the_drivers_api_is_open() -> None:
    for path in ("/stations", "/stations/CP1", "/me", "/sessions"):
        assert ANYBODY.get(path).status == 401
