"""The overview and the reports: what is counted of events, as an operator reads it."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from tests.functional import stations_at_work as stations
from tests.functional.aws_requests import counted
from tests.functional.station import CONTEXT
from tests.functional.streams import stream_event
from tests.network import TOKEN

import recount.__main__
from csms import bootstrap
from csms.clock import to_text
from csms.figures.counting import count_days, count_event, count_transfer
from csms.figures.model import Fact, Place, Share
from network_figures import count_transfers, sum_power

if TYPE_CHECKING:
    from tests.http_api import Caller

    from csms.charging.model import ChargingSession


def tell(kind: str, station_id: str = "CP1", **more: str) -> None:
    """An event of the bus reaches its consumer, twice."""
    detail = {"kind": kind, "station_id": station_id, "occurred_at": to_text(datetime.now(UTC))}
    for _ in range(2):
        count_event(detail | more, bootstrap.counting())


def of(session: ChargingSession) -> dict[str, str]:
    return {"transaction_id": session.key.transaction_id}


def charge(register_wh: int = 6000, minute: int = 0) -> ChargingSession:
    """A session that is settled, and counted."""
    session = stations.start(TOKEN, minute)
    tell("session.started", **of(session))
    stations.stop(session, register_wh)
    tell("session.stopped", **of(session))
    stations.settle(session)
    tell("session.settled", **of(session))
    transfer = bootstrap.ledger().transfer(f"chg:{session.session_id}")
    assert transfer is not None
    for _ in range(2):
        count_transfer(transfer, bootstrap.counting())
    return session


def a_month(operator: Caller, **query: Any) -> Any:
    today = datetime.now(UTC).date()
    days = {"from": today - timedelta(days=3), "to": today + timedelta(days=1)}
    return operator.get("/reports/revenue", **(days | query))


def test_a_charge_is_in_the_reports_once(operator: Caller, credit: None) -> None:
    charge()
    totals = a_month(operator).json["totals"]
    assert [totals[one] for one in ("net_minor", "tax_minor", "gross_minor")] == [175, 33, 208]
    assert totals["energy_wh"] == 5000
    assert totals["sessions"] == totals["sessions_ended"] == totals["starts_succeeded"] == 1
    assert totals["seconds_occupied"] == 3600
    [by_site] = a_month(operator, group="site", by="month").json["rows"][-1:]
    assert (by_site["key"], by_site["gross_minor"]) == ("site-1", 208)
    keys = {
        group: {one["key"] for one in a_month(operator, group=group).json["rows"]}
        for group in ("none", "station", "tariff")
    }
    assert keys == {"none": {None}, "station": {"CP1"}, "tariff": {"ac"}}
    assert a_month(operator, station_id="CP1").json["totals"]["gross_minor"] == 208
    assert a_month(operator, site_id="elsewhere").json["rows"] == []


def test_revenue_is_what_the_ledgers_accounts_hold(operator: Caller, credit: None) -> None:
    for number in range(3):
        charge(1000 + 777 * (number + 1), minute=number)
    held = operator.get("/ledger/accounts/revenue:site-1:energy:EUR").json
    assert a_month(operator).json["totals"]["net_minor"] == held["posted"]["minor"]


def test_a_refused_start_is_counted_as_one_that_failed(operator: Caller, network: None) -> None:
    session = stations.start("TAG-BLOCKED")
    tell("session.started", **of(session))
    totals = a_month(operator).json["totals"]
    assert (totals["refused"], totals["starts_failed"], totals["starts_succeeded"]) == (1, 1, 0)
    seen = operator.get("/reports/overview").json["first_start_success"]
    assert seen == {"attempts": 1, "succeeded": 0, "percent": 0.0}


def test_sheets_have_a_head_and_no_formulas(operator: Caller, credit: None) -> None:
    charge()
    place = Place("=HYPERLINK()", "CP9", "")
    share = Share(datetime.now(UTC).date(), place, {"net:EUR": 100})
    bootstrap.figures().count("transfer:x", lambda _: Fact((share,)))
    sheet = a_month(operator, group="site", format="csv")
    assert sheet.headers["content-type"].startswith("text/csv")
    assert "attachment" in sheet.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(sheet.text.removeprefix("\ufeff"))))
    assert {one["key"]: one["net"] for one in rows if one["net"] == "1.00"} == {
        "'=HYPERLINK()": "1.00"
    }
    assert sum(float(one["gross"]) for one in rows if one["key"] == "site-1") == 2.08
    book = a_month(operator, group="site", format="xlsx")
    with zipfile.ZipFile(io.BytesIO(book.body)) as parts:
        cells = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in cells
    assert "<v>2.08</v>" in cells


@pytest.mark.parametrize(
    "wrong",
    [
        {"from": "2026-02-01", "to": "2026-01-01"},
        {"from": "2020-01-01", "to": "2026-01-01"},
        {"from": "1990-01-01", "to": "2026-01-01", "by": "month"},
        {"station_id": "CP1", "group": "tariff"},
        {"from": "soon"},
        {"group": "driver"},
    ],
)
def test_what_cannot_be_reported_is_refused(
    operator: Caller, network: None, wrong: dict[str, Any]
) -> None:
    assert operator.get("/reports/energy", **wrong).status == 422


def test_overview_counts_stations_as_they_stand(operator: Caller, network: None) -> None:
    for name, word in {"CP1": "Faulted", "CP2": "Available", "CP3": "Charging"}.items():
        operator.put(f"/stations/{name}", {"site_id": "site-1", "evses": [{"current_type": "AC"}]})
        stations.connect(name)
        stations.report_status(word, station_id=name)
        tell("connector.status_changed", name)
    operator.put("/stations/CP4", {})
    tell("station.registered", "CP4")
    seen = operator.get("/reports/overview").json
    assert seen["stations"] == {
        "total": 4,
        "online": 3,
        "offline": 1,
        "faulted": 1,
        "charging": 1,
        "available": 1,
        "occupied": 0,
        "unavailable": 0,
    }
    assert seen["connectors"] == {"Available": 1, "Charging": 1, "Faulted": 1}
    assert operator.get("/reports/overview", site_id="site-1").json["stations"]["total"] == 3
    operator.delete("/stations/CP1")
    tell("station.removed", "CP1")
    assert operator.get("/reports/overview").json["stations"]["faulted"] == 0


def test_a_station_that_moves_is_counted_at_its_new_site_alone(
    operator: Caller, network: None
) -> None:
    for site_id in ("site-1", "site-2"):
        operator.put("/stations/CP1", {"site_id": site_id})
        tell("station.registered")
    totals = {
        site_id: operator.get("/reports/overview", site_id=site_id).json["stations"]["total"]
        for site_id in ("site-1", "site-2")
    }
    assert totals == {"site-1": 0, "site-2": 1}


def test_power_is_summed_and_gone_with_the_session(operator: Caller, credit: None) -> None:
    session = stations.start(TOKEN)
    stations.measure(session, 2000)
    tell("session.started", **of(session))
    sum_power.handler({}, CONTEXT)
    seen = operator.get("/reports/overview", site_id="site-1").json
    assert (seen["power_w_now"], seen["sessions_running"]) == (7400, 1)
    [row] = operator.get("/stations/states").json["items"]
    assert (row["status"], row["power_w"]) == ("offline", 7400)
    assert row["connectors"][0]["session_id"] == session.session_id
    stations.stop(session, 6000)
    tell("session.stopped", **of(session))
    sum_power.handler({}, CONTEXT)
    assert operator.get("/reports/overview").json["power_w_now"] == 0
    [row] = operator.get("/stations/states").json["items"]
    assert row["connectors"][0]["session_id"] is None


def test_uptime_of_yesterday_is_without_the_absences(
    operator: Caller, network: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The station is known since long ago; it was away for six hours of the day."""
    day = datetime.now(UTC).date() - timedelta(days=1)
    begin = datetime(day.year, day.month, day.day, 6, tzinfo=UTC)
    operator.put("/sites/site-1", {"name": "Depot", "time_zone": "UTC"})
    row = {"station_id": "CP1", "site_id": "site-1", "evses": 2, "since": "2026-01-01T00:00:00Z"}
    bootstrap.figures().count("station:CP1", lambda _: Fact((), row))
    told = {"offline_since": to_text(begin), "occurred_at": to_text(begin + timedelta(hours=6))}
    detail = {"kind": "station.online", "station_id": "CP1"} | told
    count_event(detail, bootstrap.counting())
    bootstrap.figures().count("station:CP1", lambda _: Fact((), row))
    assert count_days(bootstrap.counting()) == 1
    assert count_days(bootstrap.counting()) == 0
    shown = operator.get("/reports/uptime", **{"from": day, "to": day}).json["totals"]
    assert (shown["seconds_known"], shown["seconds_online"]) == (86_400, 64_800)
    assert shown["uptime_percent"] == 75.0
    assert operator.get("/reports/overview").json["uptime_percent"] == 75.0


def test_transfers_reach_the_figures_by_the_ledgers_stream(operator: Caller, credit: None) -> None:
    session = stations.start(TOKEN)
    stations.stop(session, 6000)
    stations.settle(session)
    change = {"pk": f"TRANSFER#chg:{session.session_id}", "sk": "TRANSFER"}
    for _ in range(2):
        answer = count_transfers.handler(stream_event((None, change)), CONTEXT)
        assert answer == {"batchItemFailures": []}
    assert a_month(operator).json["totals"]["gross_minor"] == 208


@pytest.mark.parametrize("station_count", [3, 60])
def test_overview_and_lists_cost_the_same_for_few_and_many(
    operator: Caller, network: None, station_count: int
) -> None:
    for number in range(station_count):
        operator.put(f"/stations/X{number:03}", {"site_id": f"site-{number % 4}"})
        tell("station.registered", f"X{number:03}")
    with counted() as requests:
        assert operator.get("/reports/overview").json["stations"]["total"] == station_count
    assert len(requests.operations) <= 26
    with counted() as requests:
        page = operator.get("/stations/states", limit=50).json
    assert len(page["items"]) == min(50, station_count)
    assert len(requests.operations) <= 14


@pytest.mark.parametrize("given", [[], ["--anew"]])
def test_a_recount_finds_what_was_never_counted(
    operator: Caller, credit: None, given: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """The event and the stream of one session were lost; another was counted."""
    charge()
    lost = stations.start(TOKEN, 10)
    stations.stop(lost, 3000)
    stations.settle(lost)
    share = Share(datetime.now(UTC).date(), Place("site-1"), {"energy_wh": 999_999})
    if given:
        bootstrap.figures().count("session:never-was", lambda _: Fact((share,)))
    assert recount.__main__.main(given) == 0
    assert "facts" in capsys.readouterr().out
    totals = a_month(operator).json["totals"]
    assert (totals["energy_wh"], totals["net_minor"]) == (7000, 175 + 70)
    assert operator.get("/stations/states").json["items"][0]["station_id"] == "CP1"
