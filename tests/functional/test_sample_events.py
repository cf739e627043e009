"""Every sample event, through the handler that would receive it."""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from typing import Any

import boto3
import pytest
from tests.conftest import forget_services
from tests.functional.station import CONTEXT
from tests.functional.stations_at_work import connect

FOLDER = Path(__file__).parents[2] / "events"
# The longest fitting beginning of folder/file names the module with the handler.
HANDLERS = {
    "client_api/": "client_api.handler",
    "event_consumers/publish_outbox": "event_consumers.publish_outbox",
    "ocpp_gateway/authorize": "ocpp_gateway.authorize",
    "ocpp_gateway/connect": "ocpp_gateway.connect",
    "ocpp_gateway/disconnect": "ocpp_gateway.disconnect",
    "ocpp_gateway/message": "ocpp_gateway.message",
    "live_view/fan_out": "live_view.fan_out",
    "live_view/page": "live_view.page",
    "network_figures/count_days": "network_figures.count_days",
    "network_figures/count_events": "network_figures.count_events",
    "network_figures/count_transfers": "network_figures.count_transfers",
    "network_figures/sum_power": "network_figures.sum_power",
    "operator_api/": "operator_api.handler",
    "scheduled_jobs/expire_holds": "scheduled_jobs.expire_holds",
    "payment_work/check": "payment_work.check",
    "payment_work/top_up_wallets": "payment_work.top_up_wallets",
    "payments_api/": "payments_api.handler",
    "scheduled_jobs/reconcile": "scheduled_jobs.reconcile",
    "scheduled_jobs/sweep_payments": "scheduled_jobs.sweep_payments",
    "scheduled_jobs/take_in_payouts": "scheduled_jobs.take_in_payouts",
    "scheduled_jobs/watch_sessions": "scheduled_jobs.watch_sessions",
    "scheduled_jobs/watch_terminals": "scheduled_jobs.watch_terminals",
    "session_endings/look": "session_endings.look",
    "session_settlement/capture": "session_settlement.capture",
    "session_settlement/correct": "session_settlement.correct",
    "session_settlement/hold": "session_settlement.hold",
    "session_settlement/post": "session_settlement.post",
    "session_settlement/receipt": "session_settlement.receipt",
    "session_settlement/rate": "session_settlement.rate",
    "session_settlement/review": "session_settlement.review",
    "session_settlement/start": "session_settlement.start",
    "terminal_api/": "terminal_api.handler",
    "station_certificates/issue": "station_certificates.issue",
    "station_certificates/renew": "station_certificates.renew",
    "station_commands/deliver": "station_commands.deliver",
    "station_commands/expire": "station_commands.expire",
    "station_commands/tell_costs": "station_commands.tell_costs",
    "station_presence/look": "station_presence.look",
}
SAMPLES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.json"))
# What must have happened before: the settlement is of the session that these two make.
SESSION = ["ocpp_gateway/message_v16_start_transaction.json"]
SESSION += ["ocpp_gateway/message_v16_stop_transaction.json"]
MACHINE = {"StartAt": "Done", "States": {"Done": {"Type": "Pass", "End": True}}}


def module_of(sample: str) -> str:
    return HANDLERS[max((one for one in HANDLERS if sample.startswith(one)), key=len)]


def invoke(sample: str) -> Any:
    event = json.loads((FOLDER / sample).read_text(encoding="utf-8"))
    return importlib.import_module(module_of(sample)).handler(event, CONTEXT)


@pytest.fixture
def surroundings(credit: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bus, the state machine and the topic that some functions act on."""
    boto3.client("events").create_event_bus(Name="bus")
    machine = boto3.client("stepfunctions").create_state_machine(
        name="settle",
        definition=json.dumps(MACHINE),
        roleArn="arn:aws:iam::123456789012:role/settle",
    )
    topic = boto3.client("sns").create_topic(Name="alerts")
    monkeypatch.setenv("EVENT_BUS_NAME", "bus")
    monkeypatch.setenv("SETTLE_SESSION_ARN", machine["stateMachineArn"])
    monkeypatch.setenv("ALERTS_TOPIC_ARN", topic["TopicArn"])
    looks = boto3.client("sqs").create_queue(QueueName="looks")
    monkeypatch.setenv("STATION_WATCH_URL", looks["QueueUrl"])
    keys = json.dumps({"api_key": "sk_test_samples", "webhook_secret": "whsec_samples"})
    secret = boto3.client("secretsmanager").create_secret(Name="payments", SecretString=keys)
    monkeypatch.setenv("PAYMENT_SECRET_ARN", secret["ARN"])
    forget_services()


def test_every_handler_has_a_sample() -> None:
    assert {module_of(sample) for sample in SAMPLES} == set(HANDLERS.values())


@pytest.mark.usefixtures("surroundings")
@pytest.mark.parametrize("sample", SAMPLES)
def test_sample_is_answered(sample: str) -> None:
    if sample.startswith("session_settlement/"):
        for before in SESSION:
            invoke(before)
    else:
        connect()
    if sample.startswith("scheduled_jobs/take_in_payouts"):  # there is nobody to ask here
        keys = json.dumps({"api_key": "", "webhook_secret": ""})
        boto3.client("secretsmanager").put_secret_value(SecretId="payments", SecretString=keys)
    answer = invoke(sample) or {}

    # A terminal's key is shown once, so no sample can have one that is good.
    allowed = {401} if sample.startswith("terminal_api/") else set(range(400))
    assert answer.get("statusCode", 200) in allowed, answer
    assert answer.get("batchItemFailures", []) == []


@pytest.mark.usefixtures("surroundings")
def test_the_settlement_samples_settle_the_sample_session() -> None:
    for before in SESSION:
        invoke(before)

    assert invoke("session_settlement/rate.json")["decision"] == "post"
    assert invoke("session_settlement/post.json") == {"decision": "settled", "first": True}
    assert invoke("session_settlement/review.json")["first"] is False


@pytest.mark.usefixtures("surroundings")
def test_a_second_start_of_the_same_settlement_is_refused_by_the_engine() -> None:
    invoke("session_settlement/start_session_ended.json")
    invoke("session_settlement/start_session_ended.json")

    machines = boto3.client("stepfunctions")
    (machine,) = machines.list_state_machines()["stateMachines"]
    executions = machines.list_executions(stateMachineArn=machine["stateMachineArn"])
    assert len(executions["executions"]) == 1
