"""The tasks of settle_session on real tables: rated once, posted once, reviewed where unsure."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import boto3
import pytest
from tests.conftest import forget_services
from tests.functional.station import CONTEXT, Station
from tests.network import DRIVER, TOKEN, build_network, top_up

from csms.bootstrap import ledger, services
from csms.charging.model import ChargingSession
from csms.charging.ports import SessionFilter
from csms.charging.vocabulary import SessionState
from session_settlement import post, rate, review


@pytest.fixture(autouse=True)
def network(deployment: None, monkeypatch: pytest.MonkeyPatch) -> None:
    topic = boto3.client("sns").create_topic(Name="alerts")["TopicArn"]
    monkeypatch.setenv("ALERTS_TOPIC_ARN", topic)
    monkeypatch.setenv("FINAL_READING_WAIT_SECONDS", "60")
    forget_services()
    build_network()


def charged(meter_stop: int = 8_350, token: str = TOKEN) -> ChargingSession:
    station = Station()
    start = {"connectorId": 1, "idTag": token, "meterStart": 1_000}
    started = station.call("StartTransaction", start | {"timestamp": "2026-11-23T10:00:00Z"})
    stop = {"transactionId": started["transactionId"], "meterStop": meter_stop}
    station.call("StopTransaction", stop | {"timestamp": "2026-11-23T11:00:00Z"})
    return session()


def session() -> ChargingSession:
    (found,) = services().sessions.page(SessionFilter(), 10, None)[0]
    return found


def execution(of: ChargingSession) -> dict[str, Any]:
    return {
        "session_id": of.session_id,
        "station_id": of.key.station_id,
        "transaction_id": of.key.transaction_id,
    }


def posted(*accounts: str) -> list[int]:
    found = [ledger().balances(account) for account in accounts]
    return [one.posted_minor if one else 0 for one in found]


def test_a_session_is_paid_from_the_wallet_to_the_cent() -> None:
    top_up(10_000)
    ended = charged()
    assert rate.handler(execution(ended), CONTEXT)["decision"] == "post"
    assert post.handler(execution(ended), CONTEXT) == {"decision": "settled", "first": True}

    # 7.35 kWh at 0.35 net is 2.5725; with 19 % VAT 3.061275.
    accounts = (f"wallet:{DRIVER}", "revenue:site-1:energy:EUR", "vat:19:EUR", "equity:opening:EUR")
    assert posted(*accounts) == [9_694, 257, 49, -10_000]
    settled = session()
    assert settled.state is SessionState.SETTLED
    assert settled.settlement is not None
    assert (settled.settlement.net_minor, settled.settlement.gross_minor) == (257, 306)


def test_running_the_step_again_posts_nothing() -> None:
    top_up(10_000)
    ended = charged()
    post.handler(execution(ended), CONTEXT)
    assert post.handler(execution(ended), CONTEXT) == {"decision": "settled", "first": False}

    assert posted(f"wallet:{DRIVER}") == [9_694]
    entries, _ = ledger().entries(f"wallet:{DRIVER}", 10, None)
    assert [one.minor for one in entries] == [-306, 10_000]


def test_what_the_wallet_lacks_becomes_a_receivable() -> None:
    top_up(100)
    post.handler(execution(charged()), CONTEXT)

    accounts = (
        f"wallet:{DRIVER}",
        f"receivable:{DRIVER}",
        "revenue:site-1:energy:EUR",
        "vat:19:EUR",
    )
    assert posted(*accounts) == [0, -206, 257, 49]


def test_zero_energy_costs_nothing() -> None:
    top_up(100)
    ended = charged(meter_stop=1_000)
    post.handler(execution(ended), CONTEXT)

    assert posted(f"wallet:{DRIVER}") == [100]
    assert session().state is SessionState.SETTLED


@pytest.mark.parametrize(
    ("meter_stop", "token", "reason"),
    [(900, TOKEN, "register went back"), (8_350, "NOBODY", "nobody is known to pay")],
)
def test_what_a_machine_must_not_decide_is_reviewed(
    meter_stop: int, token: str, reason: str
) -> None:
    ended = charged(meter_stop, token)
    rated = rate.handler(execution(ended), CONTEXT)
    assert rated["decision"] == "review"
    assert reason in rated["reason"]

    review.handler(execution(ended) | {"reason": rated["reason"]}, CONTEXT)
    again = review.handler(execution(ended) | {"reason": rated["reason"]}, CONTEXT)

    assert again["first"] is False
    assert session().state is SessionState.REVIEW
    with pytest.raises(Exception, match="not to be posted"):
        post.handler(execution(ended), CONTEXT)


def test_a_final_reading_is_waited_for_within_bounds() -> None:
    station = Station(protocol="ocpp2.0.1")
    now = services().clock()
    for kind, seq_no, kwh in (("Started", 0, 10.0), ("Updated", 1, 15.5), ("Ended", 2, None)):
        station.call("TransactionEvent", _event(kind, seq_no, now, kwh))
    ended = session()

    rated = rate.handler(execution(ended), CONTEXT)
    assert rated["decision"] == "wait"
    assert 0 < rated["wait_seconds"] <= 60


def test_after_the_wait_the_last_reading_is_billed_and_flagged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FINAL_READING_WAIT_SECONDS", "0")
    forget_services()
    station = Station(protocol="ocpp2.0.1")
    now = services().clock()
    for kind, seq_no, kwh in (("Started", 0, 10.0), ("Updated", 1, 15.5), ("Ended", 2, None)):
        station.call("TransactionEvent", _event(kind, seq_no, now, kwh))

    post.handler(execution(session()), CONTEXT)
    settled = session()
    assert settled.energy_wh == 5_500
    assert settled.flags == {"final_reading_estimated"}


def _event(kind: str, seq_no: int, now: datetime, kwh: float | None) -> dict[str, Any]:
    at = f"{now + timedelta(seconds=seq_no):%Y-%m-%dT%H:%M:%SZ}"
    event: dict[str, Any] = {
        "eventType": kind,
        "timestamp": at,
        "triggerReason": "MeterValuePeriodic",
        "seqNo": seq_no,
        "transactionInfo": {"transactionId": "tx-1"},
        "evse": {"id": 1, "connectorId": 1},
        "idToken": {"idToken": TOKEN, "type": "ISO14443"},
    }
    if kwh is not None:
        value = {"value": kwh, "unitOfMeasure": {"unit": "kWh"}}
        event["meterValue"] = [{"timestamp": at, "sampledValue": [value]}]
    return event
