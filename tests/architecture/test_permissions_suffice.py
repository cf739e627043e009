"""A charging session through every handler on its way: the policies allow what the code does."""

from __future__ import annotations

import base64
import importlib
import json
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import boto3
import pytest
from tests import local_authority
from tests.conftest import forget_services
from tests.functional.streams import stream_event
from tests.functional.test_certificates import csr
from tests.http_api import Caller
from tests.network import idle_tariff_document

from csms import bootstrap
from csms.bootstrap import services
from csms.charging.corrections import Outcome
from csms.charging.facts import MeterReading, SessionEnd, SessionStart, SessionStop
from csms.charging.model import ChargingSession
from csms.charging.payer import Payer
from csms.charging.ports import SessionFilter
from csms.charging.vocabulary import EndedBy, SessionKey
from csms.clock import to_text
from csms.commands.model import Command, CommandState
from csms.drivers.list_ports import want_list
from csms.drivers.model import AuthorizationStatus, Driver, Token, TokenStatus
from csms.ledger.holds import HoldState, place
from csms.ledger.model import Leg, Transfer
from csms.ocpp.list_steps import after_wanted
from csms.receipts.crediting import Correction, credit
from csms.stations.certificates import CertificateState
from csms.stations.model import (
    ConnectorStatus,
    CurrentType,
    Evse,
    LiveConnection,
    Site,
    Station,
)
from csms.stations.passwords import hash_password
from csms.stations.reports import ReportPart
from csms.stations.watched_reservations import Watched
from csms.tariffs.document import tariff_from_document
from csms.tariffs.rules import Place, Rule, at_site
from csms.web.receipts import receipt_of
from local_stack import certificates as authority_files

from .gate import Gate
from .stack import FUNCTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_STATION, _TOKEN, _PASSWORD = "CP001", "04A1B2C3", "0123456789abcdef"
_NOW = datetime.now(UTC)
_HTTP = {
    "ClientApiFunction",
    "OperatorApiFunction",
    "OperatorUsersFunction",
}  # their own tests go through the gate
_NO_TABLES = {"SettlementStarterFunction", "LiveAuthorizerFunction"}
_PAYING = (
    "Payment",
    "Payout",
    "AutoTopUp",
    "CardCapture",
    "Terminal",
    "Reconciliation",
    "MoneyOrder",
)
_PAYMENTS = {name for name in FUNCTIONS if name.startswith(_PAYING)}
_INCIDENTS = {name for name in FUNCTIONS if name.startswith(("Incident", "Alert"))}


class Deployment:
    """Invokes handlers as the functions they belong to."""

    def __init__(self, gate: Gate) -> None:
        self.gate = gate
        self._context: dict[str, str] = {}

    def invoke(self, function: str, event: dict[str, Any]) -> Any:
        module, _, name = FUNCTIONS[function]["Handler"].rpartition(".")
        handler = getattr(importlib.import_module(module), name)
        context = SimpleNamespace(
            function_name=function,
            memory_limit_in_mb=512,
            invoked_function_arn=f"arn:aws:lambda:eu-central-1:123456789012:function:{function}",
            aws_request_id="1",
        )
        with self.gate.running(function):
            return handler(event, context)

    def open_socket(self) -> None:
        basic = base64.b64encode(f"{_STATION}:{_PASSWORD}".encode()).decode()
        headers = {
            "x-origin-secret": "from-our-edge",
            "x-ocpp-identity": _STATION,
            "Authorization": f"Basic {basic}",
            "Sec-WebSocket-Protocol": "ocpp1.6",
        }
        answer = self.invoke(
            "OcppAuthorizerFunction", {"headers": headers, "methodArn": "arn:of:connect"}
        )
        self._context = answer["context"]
        self.invoke("OcppConnectFunction", self._event())

    def call(self, action: str, payload: dict[str, Any]) -> dict[str, Any]:
        frame = json.dumps([2, "1", action, payload])
        answer = self.invoke("OcppMessageFunction", self._event() | {"body": frame})
        kind, _, result = json.loads(answer["body"])
        assert kind == 3, answer
        return dict(result)

    def close_socket(self) -> None:
        self.invoke("OcppDisconnectFunction", self._event())

    def _event(self) -> dict[str, Any]:
        context = {
            "authorizer": self._context,
            "connectionId": "c1",
            "connectedAt": int(_NOW.timestamp() * 1000),
        }
        return {"requestContext": context}


@pytest.fixture
def deployed(
    deployment: None,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Deployment]:
    # Of the test, not of its import: in a long run that is minutes ago.
    monkeypatch.setattr(sys.modules[__name__], "_NOW", datetime.now(UTC))
    gate = Gate()
    topic = boto3.client("sns").create_topic(Name="alerts")
    monkeypatch.setenv("ALERTS_TOPIC_ARN", topic["TopicArn"])
    boto3.client("events").create_event_bus(Name="bus")
    monkeypatch.setenv("EVENT_BUS_NAME", "bus")
    queue = boto3.client("sqs").create_queue(QueueName="looks")
    monkeypatch.setenv("STATION_WATCH_URL", queue["QueueUrl"])
    monkeypatch.setenv("SETTLE_SESSION_ARN", "arn:aws:states:::settle")
    monkeypatch.setenv("STALE_AVAILABLE_SECONDS", "0")
    monkeypatch.setenv("SILENT_SESSION_DAYS", "0")
    _register()
    yield Deployment(gate)
    boto3.setup_default_session()


def _register() -> None:
    shared = services()
    evse = Evse(1, CurrentType.AC, 22_000, (1,))
    shared.stations.put(Station(_STATION, hash_password(_PASSWORD), 2, "S1", (evse,)))
    shared.drivers.put(Driver("D1"))
    shared.tokens.put(Token(_TOKEN, TokenStatus.ACCEPTED, driver_id="D1"))
    price = {"type": "ENERGY", "price": "0.50", "vat": 19}
    kept = {"type": "FLAT", "price": "5", "vat": 19}
    elements: list[Any] = [{"price_components": [price]}]
    elements += [{"price_components": [kept], "restrictions": {"reservation": "RESERVATION"}}]
    document = {"id": "T1", "currency": "EUR", "tax_included": "YES", "elements": elements}
    shared.tariffs.put(tariff_from_document(document, 1))
    shared.sites.put(Site("S1", "Site", "Europe/Berlin"))
    shared.assignments.put(at_site("S1"), (Rule("T1", Place.SITE),), 0)


def _charge(station: Deployment, meter: int, at: datetime) -> None:
    """One session of 1 kWh over OCPP 1.6."""
    start = {
        "connectorId": 1,
        "idTag": _TOKEN,
        "meterStart": meter,
        "reservationId": 12,
        "timestamp": f"{at:%Y-%m-%dT%H:%M:%SZ}",
    }
    transaction = station.call("StartTransaction", start)["transactionId"]
    sample = {"timestamp": start["timestamp"], "sampledValue": [{"value": str(meter + 500)}]}
    station.call(
        "MeterValues", {"connectorId": 1, "transactionId": transaction, "meterValue": [sample]}
    )
    stop = {
        "transactionId": transaction,
        "meterStop": meter + 1_000,
        "timestamp": f"{at + timedelta(minutes=9):%Y-%m-%dT%H:%M:%SZ}",
    }
    station.call("StopTransaction", stop)


def _tell_cost(station: Deployment) -> None:
    """A 2.0.1 station that shows costs, in the middle of a session with a long trail; one cost
    waits already.
    """
    shared = services()
    record = shared.stations.get(_STATION)
    assert record is not None
    shared.stations.put(replace(record, shows_cost=True))
    # Newer than the socket of the list before: the newest one counts.
    live = LiveConnection("c1", "ocpp2.0.1", datetime.now(UTC))
    shared.stations.connect(_STATION, live)
    start = {"connectorId": 1, "idTag": _TOKEN, "meterStart": 0, "timestamp": to_text(_NOW)}
    number = station.call("StartTransaction", start)["transactionId"]
    entries = [
        {
            "timestamp": to_text(_NOW + timedelta(seconds=one)),
            "sampledValue": [{"value": str(460 + one)}],
        }
        for one in range(40)
    ]
    station.call("MeterValues", {"connectorId": 1, "transactionId": number, "meterValue": entries})
    told = {"transaction_id": str(number), "total_cost": "0.00"}
    before = _NOW - timedelta(minutes=5)
    shared.commands.add(Command(_STATION, "m0", "tell_cost", told, before, before))
    item = {"pk": f"ST#{_STATION}", "sk": f"TX#{number}"}
    named = {"station_id": _STATION, "transaction_id": str(number), "trail": ["r"] * 40}
    answer = station.invoke("CostUpdateFunction", stream_event((None, item | named)))
    assert answer == {"batchItemFailures": []}
    (waiting,) = [one for one in shared.commands.of_station(_STATION) if one.action == "tell_cost"]
    assert waiting.command_id != "m0"
    station.call(
        "StopTransaction", {"transactionId": number, "meterStop": 0, "timestamp": to_text(_NOW)}
    )


def _reserve(station: Deployment) -> None:
    """A reservation is accepted and not used: its terms are fixed, then it is charged."""
    begin, commands = _NOW - timedelta(hours=3), services().commands
    until = to_text(begin + timedelta(hours=1))
    facts = {"reservation_id": 11, "evse_id": 1, "token_id": _TOKEN, "expires_at": until}
    commands.add(Command(_STATION, "m11", "reserve", facts, begin, begin))
    sent = Command(_STATION, "m11", "reserve", facts, begin, begin)
    commands.mark_sent(sent, "ReserveNow", begin, {"connectorId": 1})
    accepted = {"status": "Accepted"}
    commands.record_answer(_STATION, "m11", CommandState.ANSWERED, accepted, None, begin)
    change = {"pk": f"CMD#{_STATION}", "sk": "m11", "action": "reserve"}
    answer = station.invoke("EventPublisherFunction", stream_event((None, change)))
    assert answer == {"batchItemFailures": []}
    station.invoke("ReservationFeeFunction", {})
    found = services().reservations.find(_STATION, 11)
    assert found is not None
    assert found.fee is not None
    assert found.fee.net_minor > 0
    detail = {"station_id": _STATION, "reservation_id": 11}
    message = {"messageId": "1", "body": json.dumps({"detail": detail})}
    answer = station.invoke("ReceiptFunction", {"Records": [message]})
    assert answer == {"batchItemFailures": []}
    assert bootstrap.documents().get(f"rcp:rsv:{_STATION}:11") is not None


def _report(station: Deployment) -> None:
    """A complete device model."""
    about = {"component": {"name": "OCPPCommCtrlr"}, "variable": {"name": "HeartbeatInterval"}}
    entry = about | {"variableAttribute": [{"value": "60"}]}
    content = {"requestId": 1, "seqNo": 0, "generatedAt": to_text(_NOW), "reportData": [entry]}
    part = ReportPart(_STATION, "NotifyReport", 1, 0, more=False, received_at=_NOW, content=content)
    services().reports.record(part)
    item = {"pk": f"REPORT#{_STATION}", "sk": "1#NotifyReport#n0"}
    named = {"kind": "NotifyReport", "request_id": "1"}
    answer = station.invoke("CommandDeliveryFunction", stream_event((None, item | named)))
    assert answer == {"batchItemFailures": []}
    assert "HeartbeatInterval" in bootstrap.configurations().reported(_STATION)


def _reconcile(station: Deployment) -> None:
    """A stop and a sample that name nobody, before their start; and a start over an open one."""
    at = _NOW - timedelta(minutes=5)
    stamp, later = f"{at:%Y-%m-%dT%H:%M:%SZ}", f"{at + timedelta(minutes=2):%Y-%m-%dT%H:%M:%SZ}"
    start = {"connectorId": 1, "idTag": _TOKEN, "meterStart": 3_000, "timestamp": stamp}
    sample = {"timestamp": later, "sampledValue": [{"value": "3100"}]}
    station.call("MeterValues", {"connectorId": 1, "transactionId": 0, "meterValue": [sample]})
    station.call("StartTransaction", start | {"connectorId": 9})
    station.call("StartTransaction", start)
    station.call("StartTransaction", start | {"timestamp": later})
    station.call("StopTransaction", {"transactionId": -1, "meterStop": 1, "timestamp": later})
    used = {"connectorId": 1, "idTag": _TOKEN, "meterStart": 4_000, "reservationId": 7}
    station.call("StartTransaction", used | {"timestamp": f"{_NOW:%Y-%m-%dT%H:%M:%SZ}"})
    facts = {"reservation_id": 7, "token_id": _TOKEN, "expires_at": f"{_NOW:%Y-%m-%dT%H:%M:%SZ}"}
    reserve = Command(_STATION, "m2", "reserve", facts, _NOW, _NOW)
    services().commands.add(reserve)
    table = boto3.resource("dynamodb").Table(services().settings.sessions_table)
    changes: list[Any] = [(None, {"pk": f"CMD#{_STATION}", "sk": "m2", "action": "reserve"})]
    changes += [(None, one) for one in table.scan()["Items"] if str(one["sk"]).startswith("TX#")]
    soon = _NOW + timedelta(minutes=9)
    services().reservations.watch(_STATION, Watched(8, 1, None, _NOW, soon))
    fault = {"pk": f"ST#{_STATION}", "sk": "CONNECTOR#1", "status": "Faulted"}
    changes += [(None, fault | {"reported_at": stamp})]
    want_list(_STATION, [_TOKEN], bootstrap.local_lists())
    changes += [(None, {"pk": f"TOKEN#{_TOKEN}", "sk": "RECORD", "status": "Blocked"})]
    answer = station.invoke("EventPublisherFunction", stream_event(*changes))
    assert answer == {"batchItemFailures": []}


def _compare_list(station: Deployment) -> None:
    """A boot compares the list, an answer brings the next message."""
    want_list(_STATION, [_TOKEN], bootstrap.local_lists())
    boot = {"pk": f"ST#{_STATION}", "sk": "BOOT", "booted_at": to_text(_NOW)}
    asked = Command(_STATION, "m9", "get_local_list_version", {"apply_wanted": True}, _NOW, _NOW)
    commands = services().commands
    commands.mark_sent(commands.add(asked), "GetLocalListVersion", _NOW, {})
    commands.record_answer(_STATION, "m9", CommandState.ANSWERED, {"listVersion": 3}, None, _NOW)
    answered = {"pk": f"CMD#{_STATION}", "sk": "m9", "action": asked.action, "state": "answered"}
    for change in (boot, answered):
        answer = station.invoke("CommandDeliveryFunction", stream_event((None, change)))
        assert answer == {"batchItemFailures": []}
    sent = [one for one in commands.of_station(_STATION) if one.action == "send_local_list"]
    assert len(sent) == 1
    live = LiveConnection("gone", "ocpp1.6", datetime.now(UTC))
    services().stations.connect(_STATION, live)
    commands.time_out(_STATION, "m1", datetime.now(UTC))
    for one in commands.of_station(_STATION):
        if one.action != "send_local_list":
            commands.expire(one)
    station.invoke("CommandDeliveryFunction", stream_event((None, answered)))
    assert bootstrap.local_lists().held(_STATION).pending is not None


def _watch(station: Deployment) -> None:
    """A look at the station while it is silent: its socket is asked for, then marked as gone."""
    live = services().stations.state(_STATION).connection
    assert live is not None
    connected_at = live.connected_at
    services().stations.seen(_STATION, connected_at)
    detail = {"station_id": _STATION, "occurred_at": to_text(connected_at)}
    looked = {"Records": [{"messageId": "1", "body": json.dumps({"detail": detail})}]}
    assert station.invoke("StationLookFunction", looked) == {"batchItemFailures": []}
    services().stations.disconnect(_STATION, "c1", connected_at - timedelta(hours=1))
    assert station.invoke("StationLookFunction", looked) == {"batchItemFailures": []}
    services().stations.connect(
        _STATION, LiveConnection("c1", "ocpp2.0.1", connected_at + timedelta(seconds=1))
    )


def _correct(station: Deployment) -> None:
    """Stops that come after their sessions were settled without them: one is too dear."""
    given_back, in_review = _late(station, "late-1", 1_500), _late(station, "late-2", 90_000)
    assert [one.document_number for one in given_back.corrections] == ["C-000002"]
    assert [one.outcome for one in in_review.corrections] == [Outcome.REVIEW]


def _late(station: Deployment, transaction_id: str, real_wh: int) -> ChargingSession:
    at = _NOW.replace(microsecond=0) - timedelta(hours=7)
    key, end = SessionKey(_STATION, transaction_id), at + timedelta(hours=1)
    tariff = tariff_from_document(idle_tariff_document(), 1)
    payer, begun = Payer(_TOKEN, AuthorizationStatus.ACCEPTED, "D1"), MeterReading(at, 1_000)
    start = SessionStart(
        key, transaction_id, "key", 1, 2, at, at, payer, "S1", tariff=tariff, reading=begun,
        reservation_number=77,
    )  # fmt: skip
    last, real = MeterReading(end, 2_000), MeterReading(end, real_wh)
    sessions = services().sessions
    sessions.record_start(start)
    sessions.record_stop(SessionStop(key, "lost", end, end, "Other", last, estimated=True))
    sessions.record_end(key, SessionEnd(end, end, EndedBy.WAITED))
    names = {"station_id": _STATION, "transaction_id": transaction_id, "session_id": "x"}
    station.invoke("TransferPostingFunction", names)
    sessions.record_stop(SessionStop(key, "stop", end, _NOW, "Local", real))
    place = {"station_id": _STATION, "evse_id": 1, "connector_id": 2, "occurred_at": to_text(at)}
    for function, detail in (
        ("ReceiptFunction", names), ("LateFactsFunction", place), ("LateFactsFunction", names),
    ):  # fmt: skip
        told = {"messageId": "1", "body": json.dumps({"detail": detail})}
        assert station.invoke(function, {"Records": [told]}) == {"batchItemFailures": []}
    found = sessions.get(key)
    assert found is not None
    return found


def _end(station: Deployment) -> None:
    """A session that waits at a connector which is free; and one that an event names."""
    at = _NOW.replace(microsecond=0) - timedelta(minutes=9)
    key = SessionKey(_STATION, "T-parked")
    tariff = tariff_from_document(idle_tariff_document(cap="5.00"), 1)
    start = SessionStart(key, "PARKED", "key", 1, 2, at, at, tariff=tariff)
    services().sessions.record_start(start)
    services().sessions.record_stop(SessionStop(key, "stop", at, at, "Local"))
    free = ConnectorStatus(1, 2, "Available", None, at + timedelta(minutes=5))
    services().stations.record_connector_status(_STATION, free)
    detail = {"station_id": _STATION, "occurred_at": to_text(free.reported_at)}
    place = {"evse_id": 1, "connector_id": 2, "status": "Available"}
    station.invoke("SessionEndingFunction", {"detail": detail | place})
    ended = services().sessions.get(key)
    assert ended is not None
    assert ended.ended_at == free.reported_at
    named = detail | {"transaction_id": key.transaction_id}
    station.invoke("SessionEndingFunction", {"detail": named})


def _ask(station: Deployment, session: dict[str, Any]) -> None:
    """A session that waits, of a station that is there: the rating writes a command."""
    key = SessionKey(_STATION, "T-201")
    at = _NOW - timedelta(minutes=1)
    services().sessions.record_stop(SessionStop(key, "stop", at, _NOW, "Local"))
    connected = LiveConnection("c2", "ocpp2.0.1", _NOW + timedelta(minutes=1))
    services().stations.connect(_STATION, connected)
    waiting = session | {"transaction_id": key.transaction_id}
    before = len(services().commands.of_station(_STATION))
    assert station.invoke("SessionRatingFunction", waiting)["decision"] == "wait"
    assert len(services().commands.of_station(_STATION)) == before + 1


def _give_back(session_id: str) -> None:
    shared, documents = services(), bootstrap.documents()
    session = shared.sessions.find(session_id)
    assert session is not None
    wanted = Correction("broken", "k", 1)
    credit(receipt_of(session, documents), wanted, _NOW, bootstrap.crediting())


def _decide(session_id: str) -> None:
    operator = Caller("operator_api", {"sub": "operator-1", "cognito:groups": "[operators]"})
    body = {"decision": "settle_at_energy", "energy_wh": 1000, "reason": "the display said so"}
    answer = operator.post(f"/sessions/{session_id}/review", body)
    assert answer.status == 200, answer.text


def _settlement_inputs() -> list[dict[str, Any]]:
    sessions, _ = services().sessions.page(SessionFilter(station_id=_STATION), 10, None)
    return [
        {
            "session_id": session.session_id,
            "station_id": session.key.station_id,
            "transaction_id": session.key.transaction_id,
        }
        for session in sessions
    ]


def _expire_a_hold(station: Deployment) -> None:
    """A forgotten one; the session's own stays."""
    legs = Leg("wallet:D1", 500), Leg("equity:opening:EUR", -500)
    bootstrap.ledger().post(Transfer("top:1", "top_up", "EUR", _NOW, legs, "1"))
    hold = place("hld:forgotten", "wallet:D1", "EUR", 400, "s", _NOW - timedelta(days=31), _NOW)
    bootstrap.holds().place(hold)
    station.invoke("HoldExpiryFunction", {})
    after = bootstrap.holds().hold("hld:forgotten")
    assert after is not None
    assert after.state is HoldState.EXPIRED


def _certify(station: Deployment, files: authority_files.KeyPair) -> None:
    """A request is signed, sent, refused by the station, and one is found by the daily search."""
    station.call("SignCertificate", {"csr": csr(_STATION)})
    _, (request,) = bootstrap.certificates().of_station(_STATION)
    detail = {"station_id": _STATION, "request_id": request.request_id}
    station.invoke("CertificateIssuingFunction", {"detail": detail})
    (made,), _ = bootstrap.certificates().of_station(_STATION)
    command_id = made.command_id or ""
    commands = services().commands
    command = commands.get(_STATION, command_id)
    assert command is not None
    commands.mark_sent(command, command.action, _NOW, command.payload)
    commands.record_answer(
        _STATION, command_id, CommandState.REJECTED, {"status": "Rejected"}, None, _NOW
    )
    keys = {"pk": f"CMD#{_STATION}", "sk": command_id}
    changes = [({**keys, "state": "sent"}, {**keys, "state": "rejected"})]
    station.invoke("CommandDeliveryFunction", stream_event(*changes))
    (refused,), _ = bootstrap.certificates().of_station(_STATION)
    assert refused.state is CertificateState.REJECTED
    last = _NOW + timedelta(days=5)
    bootstrap.certificates().add(
        replace(made, serial="FF", not_after=last, state=CertificateState.ACTIVE)
    )
    station.invoke("CertificateRenewalFunction", {})
    assert any(one.action == "renew_certificate" for one in commands.of_station(_STATION))
    assert files.key.exists()


@pytest.fixture
def authority(
    deployment: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> authority_files.KeyPair:
    return local_authority.stored(tmp_path, monkeypatch)


def test_policies_allow_what_a_session_needs_from_boot_to_ledger(
    authority: authority_files.KeyPair, deployed: Deployment
) -> None:
    deployed.open_socket()
    deployed.call("BootNotification", {"chargePointVendor": "V", "chargePointModel": "M"})
    deployed.call("Heartbeat", {})
    deployed.call(
        "StatusNotification", {"connectorId": 1, "errorCode": "NoError", "status": "Available"}
    )
    deployed.call("Authorize", {"idTag": _TOKEN})
    deployed.call("FirmwareStatusNotification", {"status": "Idle"})
    _charge(deployed, 1_000, _NOW - timedelta(minutes=40))
    _charge(deployed, 2_000, _NOW - timedelta(minutes=20))

    expiry = _NOW + timedelta(hours=1)
    services().commands.add(
        Command(_STATION, "m1", "get_diagnostics", {"url": "https://x"}, _NOW, expiry)
    )
    keys = {"pk": {"S": f"CMD#{_STATION}"}, "sk": {"S": "m1"}}
    record = {"eventName": "INSERT", "dynamodb": {"Keys": keys, "SequenceNumber": "1"}}
    assert deployed.invoke("CommandDeliveryFunction", {"Records": [record]}) == {
        "batchItemFailures": []
    }
    bootstrap.configurations().put_wanted(_STATION, {"HeartbeatInterval": "300"})
    keys = {"pk": {"S": f"ST#{_STATION}"}, "sk": {"S": "BOOT"}}
    image = keys | {"booted_at": {"S": to_text(_NOW)}}
    record = {
        "eventName": "INSERT",
        "dynamodb": {"Keys": keys, "NewImage": image, "SequenceNumber": "2"},
    }
    assert deployed.invoke("CommandDeliveryFunction", {"Records": [record]}) == {
        "batchItemFailures": []
    }
    assert len(services().commands.of_station(_STATION)) == 2
    _compare_list(deployed)
    body = json.dumps({"station_id": _STATION, "command_id": "m1"})
    timeout = {"messageId": "1", "body": body}
    deployed.invoke("CommandTimeoutFunction", {"Records": [timeout]})
    _report(deployed)
    _tell_cost(deployed)
    _watch(deployed)
    _reserve(deployed)
    deployed.close_socket()
    _end(deployed)
    _reconcile(deployed)
    deployed.invoke("SessionWatchFunction", {})
    _certify(deployed, authority)

    *_, first, second = _settlement_inputs()
    _ask(deployed, first)
    assert deployed.invoke("SessionRatingFunction", first)["decision"] == "post"
    deployed.invoke("SessionHoldFunction", {"detail": first})
    _expire_a_hold(deployed)
    deployed.invoke("TransferPostingFunction", first)
    settled = {"messageId": "1", "body": json.dumps({"detail": first})}
    assert deployed.invoke("ReceiptFunction", {"Records": [settled]}) == {"batchItemFailures": []}
    with deployed.gate.running("CorrectionFunction"):
        _give_back(first["session_id"])
    _correct(deployed)
    deployed.invoke("SettlementReviewFunction", second | {"reason": "implausible"})
    with deployed.gate.running("ReviewDecisionFunction"):
        _decide(second["session_id"])
    _count(deployed, first)
    _listen(deployed, first)

    assert deployed.gate.refused == []
    assert deployed.gate.seen == FUNCTIONS.keys() - _HTTP - _NO_TABLES - _PAYMENTS - _INCIDENTS


def _count(station: Deployment, session: dict[str, str]) -> None:
    """Figures of all kinds, of what a session and its station have become."""
    told = {"kind": "station.online", "offline_since": to_text(_NOW)}
    for number, detail in enumerate((session | {"kind": "session.settled"}, told)):
        detail |= {"station_id": _STATION, "occurred_at": to_text(_NOW)}
        message = {"messageId": str(number), "body": json.dumps({"detail": detail})}
        answer = station.invoke("EventCountingFunction", {"Records": [message]})
        assert answer == {"batchItemFailures": []}
    key = {"pk": f"TRANSFER#chg:{session['session_id']}", "sk": "TRANSFER"}
    answer = station.invoke("TransferCountingFunction", stream_event((None, key)))
    assert answer == {"batchItemFailures": []}
    station.invoke("DayCountingFunction", {})
    station.invoke("PowerSumFunction", {})


def _listen(station: Deployment, session: dict[str, str]) -> None:
    """A page that comes, listens, is told, and is gone."""
    who = {"connectionId": "page-1", "authorizer": {"subject": "u1", "sites": ""}}
    for route in ("$connect", "$default", "$default"):
        body = json.dumps({"subscribe": ["overview"] if route == "$connect" else ["sessions"]})
        context = who | {"routeKey": route}
        station.invoke("LivePageFunction", {"requestContext": context, "body": body})
    detail = session | {"kind": "session.settled", "event_id": "1", "occurred_at": to_text(_NOW)}
    told = {"messageId": "1", "body": json.dumps({"detail": detail})}
    with patch("csms.adapters.websocket.ApiGatewaySocket.post", return_value=False):
        station.invoke("LiveFanOutFunction", {"Records": [told]})
    left = {"requestContext": who | {"routeKey": "$disconnect"}, "body": None}
    station.invoke("LivePageFunction", left)


def test_policies_allow_an_incident_from_its_beginning_to_its_end(
    deployed: Deployment, monkeypatch: pytest.MonkeyPatch
) -> None:
    _wire_alerts(monkeypatch)
    deployed.open_socket()
    at = to_text(_NOW)
    place = {"station_id": _STATION, "evse_id": 1, "connector_id": 1}
    for number, status in enumerate(("Faulted", "Available", "Faulted")):
        deployed.call(
            "StatusNotification", {"connectorId": 1, "errorCode": "NoError", "status": status}
        )
        detail = {"event_id": f"e{number}", "occurred_at": at, "status": status} | place
        _signal(deployed, "connector.status_changed", detail)
    for number in range(4):
        services().stations.put(Station(f"S{number}", None, 2, "S1", ()))
        lost = {"event_id": f"l{number}", "occurred_at": at, "station_id": f"S{number}"}
        _signal(deployed, "station.offline", lost)
        _signal(deployed, "station.booted", lost)
    deployed.invoke("IncidentWatchFunction", {})
    outage = next(one for one in bootstrap.incidents().heads() if one.severity == "critical")
    assert bootstrap.incidents().children(outage.incident_id).live == 4
    for number in range(4):
        back = {"event_id": f"b{number}", "occurred_at": at, "station_id": f"S{number}"}
        _signal(deployed, "station.online", back)
    with deployed.gate.running("OperatorApiFunction"):
        _operate_incidents()
        _operate_alerts()
    _alert(deployed)
    assert deployed.gate.refused == []
    assert deployed.gate.seen >= _INCIDENTS


def _wire_alerts(monkeypatch: pytest.MonkeyPatch) -> None:
    topic = boto3.client("sns").create_topic(Name="incidents")["TopicArn"]
    queue = boto3.client("sqs").create_queue(QueueName="alert-work")["QueueUrl"]
    key = boto3.client("kms").create_key()["KeyMetadata"]["KeyId"]
    monkeypatch.setenv("INCIDENTS_TOPIC_ARN", topic)
    monkeypatch.setenv("ALERT_QUEUE_URL", queue)
    monkeypatch.setenv("CHANNEL_KEY_ID", key)
    forget_services()


def _operate_alerts() -> None:
    operator = Caller("operator_api", {"sub": "operator-1", "cognito:groups": "[operators]"})
    target = {"address": "ops@example.com"}
    channel = {"name": "Mail", "type": "email", "target": target}
    assert operator.put("/alert-channels/mail", channel).status == 201
    rule = {"name": "All", "channel_ids": ["mail"]}
    assert operator.put("/alert-rules/all", rule).status == 201
    assert operator.post("/alert-channels/mail/test").status == 202
    assert operator.get("/alert-deliveries").json["items"]
    assert operator.get("/alert-deliveries", channel_id="mail").json["items"]
    assert operator.get("/alert-channels").json["items"]
    assert operator.delete("/alert-rules/all").status == 204
    assert operator.put("/alert-rules/all", rule).status == 201


def _alert(station: Deployment) -> None:
    """A new incident is planned for and told, and so is its end."""
    detail = {"event_id": "n1", "occurred_at": to_text(_NOW), "session_id": "R1"}
    _signal(station, "session.review", detail)
    _signal(station, "money.books_agree", {"event_id": "n0", "occurred_at": to_text(_NOW)})
    (incident,) = [one for one in bootstrap.incidents().heads() if one.severity == "major"]
    for number, kind in enumerate(("incident.opened", "incident.resolved"), start=1):
        notice = {"kind": kind, "incident_id": incident.incident_id}
        notice |= {"event_id": f"{kind}:{incident.incident_id}:{number}"}
        _hand_over(station, {"detail": notice})
        while messages := _waiting():
            for one in messages:
                _hand_over(station, json.loads(one))
        _signal(station, "session.settled", detail | {"event_id": "n2"})
    sent = bootstrap.alert_deliveries().of_incident(incident.incident_id)
    assert [one.state for one in sent] == ["handed_over", "handed_over"]


def _waiting() -> list[str]:
    sqs, url = boto3.client("sqs"), bootstrap.settings().alert_queue_url
    found = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", [])
    for one in found:
        sqs.delete_message(QueueUrl=url, ReceiptHandle=one["ReceiptHandle"])
    return [one["Body"] for one in found]


def _hand_over(station: Deployment, body: dict[str, Any]) -> None:
    event = {"Records": [{"messageId": "1", "body": json.dumps(body)}]}
    assert station.invoke("AlertDeliveryFunction", event) == {"batchItemFailures": []}


def _signal(station: Deployment, kind: str, detail: dict[str, Any]) -> None:
    body = json.dumps({"detail-type": kind, "detail": detail})
    event = {"Records": [{"messageId": "1", "body": body}]}
    assert station.invoke("IncidentIntakeFunction", event) == {"batchItemFailures": []}


def _operate_incidents() -> None:
    operator = Caller("operator_api", {"sub": "operator-1", "cognito:groups": "[operators]"})
    (incident,) = operator.get("/incidents").json["items"]
    assert operator.get("/incidents", state="all").json["items"]
    assert operator.get("/incidents/summary").status == 200
    for action in ("acknowledge", "resolve"):
        assert operator.post(f"/incidents/{incident['incident_id']}/{action}").status == 200
    times = {"starts_at": to_text(_NOW), "ends_at": to_text(_NOW + timedelta(hours=1))}
    window = times | {"site_id": "S1", "reason": "works"}
    assert operator.put("/maintenance-windows/w", window).status == 201
    assert operator.get("/maintenance-windows").json["items"]
    assert operator.delete("/maintenance-windows/w").status == 204


def test_policies_allow_an_operator_to_want_a_local_list(deployed: Deployment) -> None:
    lists, steps = bootstrap.local_lists(), bootstrap.list_steps()
    with deployed.gate.running("OperatorApiFunction"):
        want_list(_STATION, [_TOKEN], lists)
        wanted = want_list(_STATION, [], lists)
        after_wanted(_STATION, wanted.version, _NOW, steps)
    assert lists.holders(_TOKEN) == []
    assert deployed.gate.refused == []


def test_policies_allow_a_tariff_to_be_told_to_a_station(deployed: Deployment) -> None:
    connected = LiveConnection("c2", "ocpp2.1", _NOW)
    services().stations.connect(_STATION, connected)
    told, expiry = {"tariff_id": "T1", "evse_id": 1}, _NOW + timedelta(hours=1)
    asked = Command(_STATION, "m1", "set_default_tariff", told, _NOW, expiry)
    services().commands.add(asked)
    change = (None, {"pk": f"CMD#{_STATION}", "sk": "m1"})
    deployed.invoke("CommandDeliveryFunction", stream_event(change))
    sent = services().commands.get(_STATION, "m1")
    # It was read: its prices with tax are none of OCPP's.
    assert sent is not None
    assert "cannot be said in OCPP 2.1" in (sent.error or "")
    assert deployed.gate.refused == []
