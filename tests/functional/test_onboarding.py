"""Many stations at once, and the labels that are stuck on them."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader
from tests.builders import NOW
from tests.functional.aws_requests import counted

from csms import bootstrap
from csms.adapters.memory.stations import MemoryStations
from csms.errors import Unavailable
from csms.stations.passwords import password_matches
from operator_api.routes.station_imports import Importing

if TYPE_CHECKING:
    from tests.http_api import Answer, Caller

    from csms.stations.model import Station

CSV = """station_id;name;site_id;evses;current_type;max_power_w;connectors;password
N1;North 1;site-1;2;AC;22000;1;
N2;North 2;site-1;1;DC;150000;2;sixteen-characters
CP1;Known;site-1;1;AC;11000;1;
N3;;nowhere;1;AC;;;
N1;Again;site-1;1;AC;;;
;Nameless;site-1;1;AC;;;
N4;;;1;AC;many;;
"""


def sent(caller: Caller, body: str, **query: Any) -> Answer:
    return caller.call(
        "POST", "/stations/imports", body, query=query, headers={"content-type": "text/csv"}
    )


def test_each_row_of_a_file_is_for_itself(operator: Caller, network: None) -> None:
    answer = sent(operator, CSV)
    assert answer.status == 200
    results = answer.json["results"]
    assert [one["outcome"] for one in results] == [
        "created", "created", "changed", "refused", "refused", "refused", "refused",
    ]  # fmt: skip
    assert (answer.json["created"], answer.json["changed"], answer.json["refused"]) == (2, 1, 4)
    assert [one["row"] for one in results] == list(range(1, 8))
    assert all(one["errors"] for one in results[3:])
    assert "nowhere" in results[3]["errors"][0]
    stored = bootstrap.services().stations.get("N1")
    assert stored is not None
    assert stored.password_hash is not None
    assert password_matches(results[0]["password"].encode(), stored.password_hash)
    assert [len(one.connector_ids) for one in stored.evses] == [1, 1]
    assert results[1]["password"] is results[2]["password"] is None
    assert operator.get("/stations/N2").json["evses"][0]["connectors"][1]["connector_id"] == 2
    assert operator.get("/stations/N4").status == 404


def test_a_known_station_keeps_its_password(operator: Caller, network: None) -> None:
    before = bootstrap.services().stations.get("CP1")
    sent(operator, CSV)
    after = bootstrap.services().stations.get("CP1")
    assert before is not None
    assert after is not None
    assert (after.password_hash, after.name) == (before.password_hash, "Known")


def test_a_dry_run_says_the_same_and_changes_nothing(operator: Caller, network: None) -> None:
    with counted() as requests:
        tried = sent(operator, CSV, dry_run=True).json
    assert "UpdateItem" not in requests.operations
    assert operator.get("/stations/N1").status == 404
    done = sent(operator, CSV).json
    assert [one["outcome"] for one in tried["results"]] == [
        one["outcome"] for one in done["results"]
    ]
    assert all(one["password"] is None for one in tried["results"])


def test_json_rows_are_as_put_has_them(operator: Caller, network: None) -> None:
    evses = [{"current_type": "AC"}, {"current_type": "DC", "connectors": 2}]
    rows = [{"station_id": "J1", "evses": evses}, "J2", {"station_id": "J3", "evses": [{}]}]
    answer = operator.post("/stations/imports", {"stations": rows})
    assert [one["outcome"] for one in answer.json["results"]] == ["created", "refused", "refused"]
    assert len(operator.get("/stations/J1").json["evses"]) == 2


@pytest.mark.parametrize(
    "body",
    [
        "",
        "name;site_id\nx;y",
        "station_id,colour\nA,red",
        "station_id\n",
        "\udcff",
        "station_id,station_id\nA,B\n",
        'station_id,name\nA,"open',
        f"station_id,name\nA,{'x' * 200_000}\n",
        "station_id,name\nA,M\ufffdller\n",
    ],
)
def test_what_is_no_list_of_stations_is_refused(operator: Caller, body: str) -> None:
    answer = sent(operator, body.encode("utf-8", "replace").decode())
    assert answer.status == 422
    assert operator.get("/stations/A").status == 404


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_on_any_system(operator: Caller, network: None, end: str) -> None:
    assert sent(operator, CSV.replace("\n", end)).json["created"] == 2


def test_a_row_that_a_separator_has_moved_is_refused(operator: Caller, network: None) -> None:
    body = "station_id,name,site_id\nM1,Yard, north,site-1\nM2,South,site-1\n"
    results = sent(operator, body).json["results"]
    assert [one["outcome"] for one in results] == ["refused", "created"]
    assert "quotes" in results[0]["errors"][0]


@pytest.mark.parametrize("site_id", [{"a": 1}, ["site-1"], "\ud800", "", 7])
def test_a_site_that_is_none_is_refused(operator: Caller, network: None, site_id: Any) -> None:
    """Whatever is there instead, the other rows are registered."""
    body = json.dumps(
        {"stations": [{"station_id": "S1", "site_id": site_id}, {"station_id": "S2"}]}
    )
    results = operator.call("POST", "/stations/imports", body).json["results"]
    assert [one["outcome"] for one in results] == ["refused", "created"]


def test_an_identity_that_cannot_be_said_again_is_refused(operator: Caller) -> None:
    body = json.dumps({"stations": [{"station_id": "A\ud800"}, {"station_id": "A1"}]})
    results = operator.call("POST", "/stations/imports", body).json["results"]
    assert [(one["station_id"], one["outcome"]) for one in results] == [
        (None, "refused"),
        ("A1", "created"),
    ]


def test_a_passing_fault_costs_no_password_that_was_made(network: None) -> None:
    """What was registered before it is told, and the rest of the rows after it."""

    class Throttled(MemoryStations):
        def put(self, station: Station, before: Station | None = None) -> None:
            if station.station_id == "T2":
                raise Unavailable("throttled")
            super().put(station, before)

    needs = replace(bootstrap.services(), stations=Throttled())
    importing = Importing(needs, dry_run=False, sites=frozenset())
    results = [importing.one(number, {"station_id": f"T{number}"}) for number in (1, 2, 3)]
    assert [one.outcome.value for one in results] == ["created", "refused", "created"]
    assert [one.password is not None for one in results] == [True, False, True]
    assert results[1].errors == ["a passing fault: send this row again"]


def test_rows_that_are_not_reached_in_time_are_told(network: None) -> None:
    """API Gateway hangs up after 29 s, and with it the passwords would be lost."""
    times = iter([NOW, NOW, NOW + timedelta(seconds=21)])
    needs = replace(bootstrap.services(), clock=lambda: next(times))
    importing = Importing(needs, dry_run=True, sites=frozenset())
    results = [importing.one(number, {"station_id": f"T{number}"}) for number in (1, 2)]
    assert [one.outcome.value for one in results] == ["created", "refused"]
    assert "send this row again" in results[1].errors[0]


@pytest.mark.parametrize("body", [{}, {"stations": []}, {"stations": {}}, [], 7])
def test_json_without_stations_is_refused(operator: Caller, body: Any) -> None:
    assert operator.post("/stations/imports", body).status == 422


def test_an_import_is_bounded(operator: Caller) -> None:
    rows = [{"station_id": f"S{number}"} for number in range(201)]
    assert operator.post("/stations/imports", {"stations": rows}).status == 422
    assert operator.get("/stations/S1").status == 404


def test_labels_are_printed_for_each_evse(operator: Caller, network: None) -> None:
    picture = operator.get("/stations/CP1/label")
    assert picture.headers["content-type"] == "image/svg+xml"
    assert "<svg" in picture.text
    assert "CP1 / 1" in picture.text
    assert "CP1 / 2" in operator.get("/stations/CP1/label", evse_id=2).text
    pages = PdfReader(io.BytesIO(operator.get("/stations/CP1/label", format="pdf").body)).pages
    assert ["CP1 / 1" in pages[0].extract_text(), "CP1 / 2" in pages[1].extract_text()] == [
        True
    ] * 2
    assert operator.get("/stations/CP1/label", evse_id=9).status == 404
    assert operator.get("/stations/unknown/label").status == 404
