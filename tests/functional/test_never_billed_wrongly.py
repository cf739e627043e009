"""What once billed a driver wrongly, or nobody: each from the frames to the decision."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from tests.conftest import forget_services
from tests.functional.station import CONTEXT, Station
from tests.network import BLOCKED_TOKEN, DRIVER, TOKEN, build_network, tariff_document, top_up

from csms.bootstrap import holds, services
from csms.charging.model import ChargingSession
from csms.charging.ports import SessionFilter
from csms.drivers.model import Token, TokenStatus
from csms.stations.model import CurrentType, Evse
from csms.stations.model import Station as Registered
from csms.tariffs.document import tariff_from_document
from session_endings import look
from session_settlement import hold, rate

MINUTES = {"Started": 0, "Updated": 10, "Ended": 20}


@pytest.fixture
def station(deployment: None, monkeypatch: pytest.MonkeyPatch) -> Station:
    monkeypatch.setenv("FINAL_READING_WAIT_SECONDS", "0")
    forget_services()
    build_network()
    return Station(protocol="ocpp2.0.1")


def event(kind: str, *samples: dict[str, Any], **changes: Any) -> dict[str, Any]:
    at = f"2026-11-23T10:{changes.pop('minute', MINUTES[kind]):02d}:00Z"
    values = {"meterValue": [{"timestamp": at, "sampledValue": list(samples)}]} if samples else {}
    return {
        "eventType": kind,
        "timestamp": at,
        "triggerReason": "MeterValuePeriodic",
        "seqNo": MINUTES[kind],
        "transactionInfo": {"transactionId": "tx-1"},
        **values,
        **changes,
    }


def wh(value: float, **more: Any) -> dict[str, Any]:
    return {"value": value, **more}


def token(token_id: str = TOKEN) -> dict[str, Any]:
    return {"idToken": {"idToken": token_id, "type": "ISO14443"}}


EVSE = {"evse": {"id": 1, "connectorId": 1}}


def session() -> ChargingSession:
    (found,) = services().sessions.page(SessionFilter(station_id="CP1"), 10, None)[0]
    return found


def decision(of: ChargingSession | None = None) -> dict[str, Any]:
    one = of or session()
    station_id, transaction_id = one.key
    ids = {"station_id": station_id, "transaction_id": transaction_id}
    return rate.handler(ids | {"session_id": one.session_id}, CONTEXT)


def test_the_inlet_is_not_the_outlet(station: Station) -> None:
    station.call("TransactionEvent", event("Started", wh(1000), **EVSE, **token()))
    inlet, outlet = wh(950_000, location="Inlet"), wh(2000, location="Outlet")
    station.call("TransactionEvent", event("Ended", outlet, inlet))

    assert session().energy_wh == 1000


def test_more_than_the_evse_can_deliver_is_for_a_person(station: Station) -> None:
    station.call("TransactionEvent", event("Started", wh(0), **EVSE, **token()))
    station.call("TransactionEvent", event("Ended", wh(12_345_678)))

    assert decision()["decision"] == "review"


def test_a_repeated_opening_register_ends_nothing(station: Station) -> None:
    begin = wh(1000, context="Transaction.Begin")
    station.call("TransactionEvent", event("Started", begin, **EVSE, **token()))
    station.call("TransactionEvent", event("Updated", begin, wh(9000)))
    station.call("TransactionEvent", event("Ended", begin))

    assert session().energy_wh == 8000


def test_the_owner_of_a_blocked_card_is_not_charged(station: Station) -> None:
    started = event("Started", wh(0), **EVSE, **token(BLOCKED_TOKEN))
    station.call("TransactionEvent", started)
    station.call("TransactionEvent", event("Ended", wh(10_000)))

    assert decision()["decision"] == "review"


@pytest.mark.parametrize("late_start", [False, True])
def test_the_accepted_token_pays_after_a_refused_one(station: Station, late_start: bool) -> None:
    events = [
        event("Started", wh(0), **EVSE, **token("UNKNOWN")),
        event("Updated", wh(400), **token()),
        event("Ended", wh(900)),
    ]
    for one in reversed(events) if late_start else events:
        station.call("TransactionEvent", one)

    payer = session().payer
    assert payer is not None
    assert payer.driver_id == DRIVER
    assert decision() == {"decision": "post"}


def test_a_repeated_start_is_told_what_it_was_told(station: Station) -> None:
    started = event("Started", wh(0), **EVSE, **token("UNKNOWN"))
    first = station.call("TransactionEvent", started)
    station.call("TransactionEvent", event("Updated", wh(5000), **token()))

    assert station.call("TransactionEvent", started) == first


def test_authorize_first_and_plug_in_later_is_charged(station: Station) -> None:
    evses = (Evse(1, CurrentType.AC, 11_000, (1,)), Evse(2, CurrentType.AC, 11_000, (1,)))
    services().stations.put(Registered("CP1", None, 0, "site-1", evses))
    station.call("TransactionEvent", event("Started", **token()))
    begin = wh(1000, context="Transaction.Begin")
    station.call("TransactionEvent", event("Updated", begin, evse={"id": 2, "connectorId": 1}))
    station.call("TransactionEvent", event("Ended", wh(6000)))

    found = session()
    assert found.start is not None
    assert (found.start.evse_id, found.energy_wh) == (2, 5000)
    assert decision() == {"decision": "post"}


def test_a_token_shown_only_at_the_end_pays(station: Station) -> None:
    station.call("TransactionEvent", event("Started", wh(0), **EVSE))
    station.call("TransactionEvent", event("Ended", wh(1000), **token()))

    assert decision() == {"decision": "post"}


def test_a_transaction_id_used_again_is_kept_for_a_person(station: Station) -> None:
    station.call("TransactionEvent", event("Started", wh(0), **EVSE, **token()))
    station.call("TransactionEvent", event("Ended", wh(1000)))
    again = event("Started", wh(2000), **EVSE, **token(), minute=40)
    station.call("TransactionEvent", again)
    station.call("TransactionEvent", event("Ended", wh(30_000), minute=50))

    assert session().energy_wh == 1000
    orphans, _ = services().sessions.orphans_of("CP1", 10, None)
    kept = {one.kind: one.content["register_wh"] for one in orphans}
    assert kept == {"second_start": 2000, "late_stop": 30_000}


def test_no_other_series_is_taken_for_the_sessions(station: Station) -> None:
    services().tokens.put(Token("OTHER", TokenStatus.ACCEPTED, "driver-2"))
    mine = event("Started", wh(1000), **EVSE, **token())
    mine["transactionInfo"] = {"transactionId": "evse 1"}
    station.call("TransactionEvent", mine)
    values = [{"timestamp": "2026-11-23T10:05:00Z", "sampledValue": [wh(700_000)]}]
    station.call("MeterValues", {"evseId": 1, "meterValue": values})
    ended = event("Ended")
    ended["transactionInfo"] = {"transactionId": "evse 1"}
    station.call("TransactionEvent", ended)

    assert services().telemetry.readings(session().key) == []


def test_a_station_taken_off_the_network_starts_nothing(station: Station) -> None:
    services().stations.delete("CP1")
    answer = station.call("TransactionEvent", event("Started", wh(0), **EVSE, **token()))

    assert answer["idTokenInfo"]["status"] == "Unknown"


@pytest.mark.parametrize(
    ("kind", "begun", "expected"),
    [
        ("TIME", "2024-01-01", "review"),
        ("PARKING_TIME", "2024-01-01", "review"),
        ("FLAT", "2024-01-01", "post"),
        ("TIME", "2026-11-01", "review"),
        ("PARKING_TIME", "2026-11-22", "review"),
        ("FLAT", "2026-11-01", "post"),
        ("TIME", "2026-11-23", "post"),
    ],
)
def test_a_clock_that_is_set_during_a_session_is_no_charge_of_years(
    station: Station, kind: str, begun: str, expected: str
) -> None:
    """A station without a clock begins at the date of its firmware; then it learns the time."""
    components = [{"type": one, "price": Decimal(6)} for one in ("ENERGY", kind)]
    document = tariff_document("ac", "1") | {"elements": [{"price_components": components}]}
    services().tariffs.put(tariff_from_document(document, 2))
    told = {"chargingState": "SuspendedEV"} if kind == "PARKING_TIME" else {}
    info = {"transactionInfo": {"transactionId": "tx-1"} | told}
    last = "2026-11-23T10:20:00Z"
    played = {"Started": f"{begun}T00:00:00Z", "Updated": f"{begun}T01:00:00Z", "Ended": last}
    for seq_no, (phase, at) in enumerate(played.items()):
        value = 0 if phase == "Started" else 5_000
        sample = {"meterValue": [{"timestamp": at, "sampledValue": [wh(value)]}]}
        whose = EVSE | token() if phase == "Started" else info
        facts = event(phase, timestamp=at, seqNo=seq_no, **sample, **whose)
        station.call("TransactionEvent", facts)
    free = {"evseId": 1, "connectorId": 1, "connectorStatus": "Available", "timestamp": last}
    station.call("StatusNotification", free)
    look.handler({"detail": session().key._asdict()}, CONTEXT)
    decided = decision()
    assert decided["decision"] == expected, decided
    assert expected == "post" or "was a clock set?" in decided["reason"]
    top_up(5_000)
    hold.handler({"detail": session().key._asdict()}, CONTEXT)
    assert (holds().hold(f"hld:{session().session_id}") is None) == (expected == "review")
