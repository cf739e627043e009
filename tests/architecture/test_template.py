"""What every resource of its kind must have."""

import subprocess
import sys
from typing import Any

import pytest

from csms.commands.model import ANSWER_TIMEOUT

from .stack import FUNCTIONS, RESOURCES, ROOT, TEMPLATE, of_type, text

_ALARMS = of_type("AWS::CloudWatch::Alarm")
_ALL_MAPPINGS = of_type("AWS::Lambda::EventSourceMapping")
_MAPPINGS = {name: one for name, one in _ALL_MAPPINGS.items() if "StartingPosition" in one}
_QUEUE_MAPPINGS = {name: one for name, one in _ALL_MAPPINGS.items() if name not in _MAPPINGS}
_RULES = of_type("AWS::Events::Rule")
_TABLES = of_type("AWS::DynamoDB::Table")
KEYS_ONLY = {"ProjectionType": "KEYS_ONLY"}
# What a filter looks at without reading the items.
SEARCHED = {
    "FiguresTable": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["row_status", "row_told"]}
}
_ALL_QUEUES = of_type("AWS::SQS::Queue")
_QUEUES = {name: one for name, one in _ALL_QUEUES.items() if name.endswith("DeadLetters")}
_OUTPUTS = {
    "OcppApiId", "OcppStageName", "OcppUrl", "HttpApiId", "UserPoolId", "UserPoolClientId",
    "StationsTableName", "SessionsTableName", "TelemetryTableName", "LedgerTableName",
    "DirectoryTableName", "PaymentsTableName", "PaymentSecretArn", "CertificateSecretArn",
    "EventBusName", "OriginSecretArn", "SettleSessionArn", "AlertsTopicArn", "FiguresTableName",
    "LiveApiId", "LiveUrl", "DashboardUrl", "DashboardBucketName", "DashboardDistributionId",
}  # fmt: skip


def _alarms_on(function: str) -> dict[str, dict[str, Any]]:
    """Metric name -> alarm, of those that look at this function."""
    found = {}
    for alarm in _ALARMS.values():
        for metric in _metrics(alarm):
            if [text(one["Value"]) for one in metric.get("Dimensions", [])] == [function]:
                found[metric["MetricName"]] = alarm
    return found


def _metrics(alarm: dict[str, Any]) -> list[dict[str, Any]]:
    """What an alarm looks at: one metric, or those that it calculates with."""
    parts = [one["MetricStat"]["Metric"] for one in alarm.get("Metrics", []) if "MetricStat" in one]
    return parts or [alarm]


def _limits(alarm: dict[str, Any]) -> dict[str, float]:
    """Name -> value of the limits in an alarm's expression."""
    expression, values = alarm["Metrics"][-1]["Expression"]["Fn::Sub"]
    assert all(f"${{{name}}}" in expression for name in values)
    return {name: _number(value) for name, value in values.items()}


def _number(value: Any) -> float:
    match value:
        case {"Fn::FindInMap": [mapping, row, column]}:
            return float(TEMPLATE["Mappings"][mapping][row][column])
        case number:
            return float(number)


def test_handlers_import_without_any_environment() -> None:
    """In an interpreter of its own: what an import leaves behind is no other test's business."""
    handlers = [function["Handler"].rpartition(".") for function in FUNCTIONS.values()]
    lines = [
        f"from {module} import {name}; assert callable({name})" for module, _, name in handlers
    ]
    result = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)],
        env={},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("function", FUNCTIONS)
def test_function_logs_into_a_group_of_its_own_that_forgets(function: str) -> None:
    group = text(FUNCTIONS[function]["LoggingConfig"]["LogGroup"])
    assert group == function.removesuffix("Function") + "Logs"
    assert RESOURCES[group]["Properties"]["RetentionInDays"]


@pytest.mark.parametrize("function", FUNCTIONS)
def test_function_has_alarms_that_fit_its_timeout(function: str) -> None:
    alarms = _alarms_on(function)
    assert alarms["Errors"] is alarms["Duration"]
    limits = _limits(alarms["Errors"])
    assert limits["Limit"] == 800 * FUNCTIONS[function]["Timeout"]
    assert 0 < limits["Share"] < 1


def test_throttles_ring_whatever_function_they_hit() -> None:
    alarm = RESOURCES["ThrottlesAlarm"]["Properties"]
    assert (alarm["Namespace"], alarm["MetricName"]) == ("AWS/Lambda", "Throttles")
    assert "Dimensions" not in alarm  # the account's


def test_stack_stays_below_the_limit_of_cloudformation() -> None:
    """500 on AWS; SAM adds a role to each function, and some for the WebSocket APIs."""
    sockets = len(of_type("AWS::Serverless::WebSocketApi"))
    assert len(RESOURCES) + len(FUNCTIONS) + 12 * sockets < 490


@pytest.mark.parametrize("alarm", _ALARMS)
def test_alarm_reaches_somebody_and_silence_is_no_alarm(alarm: str) -> None:
    assert [text(action) for action in _ALARMS[alarm]["AlarmActions"]] == ["AlertsTopic"]
    assert _ALARMS[alarm]["TreatMissingData"] == "notBreaching"


@pytest.mark.parametrize("mapping", _MAPPINGS)
def test_stream_reader_filters_splits_and_gives_up_into_a_queue(mapping: str) -> None:
    properties = _MAPPINGS[mapping]
    assert text(properties["DestinationConfig"]["OnFailure"]["Destination"]) in _QUEUES
    assert properties["BisectBatchOnFunctionError"] is True
    assert properties["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert 0 < properties["MaximumRetryAttempts"] < 100
    assert properties["FilterCriteria"]["Filters"]
    assert "IteratorAge" in _alarms_on(text(properties["FunctionName"]))


@pytest.mark.parametrize("mapping", _QUEUE_MAPPINGS)
def test_queue_reader_has_time_and_gives_up_into_a_queue(mapping: str) -> None:
    properties = _QUEUE_MAPPINGS[mapping]
    queue = _ALL_QUEUES[text(properties["EventSourceArn"])]
    function = FUNCTIONS[text(properties["FunctionName"])]
    timeout = function.get("Timeout", TEMPLATE["Globals"]["Function"]["Timeout"])
    assert properties["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert queue["VisibilityTimeout"] >= 6 * timeout
    assert text(queue["RedrivePolicy"]["deadLetterTargetArn"]) in _QUEUES
    environment = function.get("Environment", {}).get("Variables", {})
    if "PAYMENT_PROVIDER_URL" in environment:  # two tries of 4 s for each call, and 29 s in all
        assert properties["BatchSize"] == 1


def test_a_receiver_that_hangs_keeps_no_other_alert_back() -> None:
    """The alerts of a batch are sent one after the other, each with the patience of a time-out."""
    (reader,) = [one for one in _ALL_MAPPINGS.values() if "AlertWork" in str(one["EventSourceArn"])]
    assert reader["BatchSize"] == 1


def test_every_parameter_says_what_it_is_for() -> None:
    assert [
        name for name, one in TEMPLATE["Parameters"].items() if not one.get("Description")
    ] == []


def test_time_out_of_a_command_is_seen_when_it_is_due() -> None:
    """A message that came before would find nothing to do, and nobody would ask again."""
    delay = _ALL_QUEUES["CommandTimeouts"]["DelaySeconds"]
    assert ANSWER_TIMEOUT.total_seconds() < delay <= 900


@pytest.mark.parametrize("rule", _RULES)
def test_rule_has_one_target_with_a_dead_letter_queue(rule: str) -> None:
    [target] = _RULES[rule]["Targets"]
    queue = text(target["DeadLetterConfig"]["Arn"])
    assert queue in _QUEUES
    policies = of_type("AWS::SQS::QueuePolicy").values()
    assert queue in {text(name) for policy in policies for name in policy["Queues"]}


@pytest.mark.parametrize("rule", _RULES)
def test_function_behind_a_rule_gives_up_into_a_queue(rule: str) -> None:
    for target in _RULES[rule]["Targets"]:
        if (function := text(target["Arn"])) in FUNCTIONS:
            config = FUNCTIONS[function]["EventInvokeConfig"]
            assert text(config["DestinationConfig"]["OnFailure"]["Destination"]) in _QUEUES


@pytest.mark.parametrize("queue", _QUEUES)
def test_dead_letters_are_kept_and_ring(queue: str) -> None:
    assert _QUEUES[queue]["MessageRetentionPeriod"] == 14 * 86_400
    assert "ApproximateNumberOfMessagesVisible" in _alarms_on(queue)


@pytest.mark.parametrize("table", _TABLES)
def test_table_outlives_the_stack_and_is_paid_per_request(table: str) -> None:
    assert RESOURCES[table]["DeletionPolicy"] == RESOURCES[table]["UpdateReplacePolicy"] == "Retain"
    assert _TABLES[table]["DeletionProtectionEnabled"] == {"Fn::If": ["IsProd", True, False]}
    assert _TABLES[table]["BillingMode"] == "PAY_PER_REQUEST"
    for index in _TABLES[table].get("GlobalSecondaryIndexes", []):
        assert index["Projection"] == SEARCHED.get(table, KEYS_ONLY)


@pytest.mark.parametrize("table", ["LedgerTable", "PaymentsTable"])
def test_money_can_be_restored_to_any_second(table: str) -> None:
    recovery = _TABLES[table]["PointInTimeRecoverySpecification"]
    assert recovery["PointInTimeRecoveryEnabled"] is True


def test_every_api_route_wants_a_token_except_those_with_another_proof() -> None:
    """A receipt's link cannot be guessed; a label shows what anybody may read at the station; a
    webhook is signed; a terminal has a key of its own; a preflight asks for nothing."""
    open_routes = {
        "GET /client/v1/receipts/{token}",
        "GET /client/v1/charge/{proxy+}",
        "POST /payments/v1/webhooks/{provider}",
        "ANY /terminal/v1/{proxy+}",
    }
    for route in of_type("AWS::ApiGatewayV2::Route").values():
        if route["RouteKey"] in open_routes:
            assert route["AuthorizationType"] == "NONE"
        elif not route["RouteKey"].startswith("OPTIONS "):
            assert route["AuthorizationType"] == "JWT"
            assert text(route["AuthorizerId"]) == "HttpApiAuthorizer"


def test_cloudfront_runs_the_file_that_the_tests_run() -> None:
    code = RESOURCES["OcppIdentityFunction"]["Properties"]["FunctionCode"]["Fn::Sub"]
    assert code == (ROOT / "edge" / "ocpp_identity.js").read_text()
    pages = RESOURCES["DashboardPagesFunction"]["Properties"]["FunctionCode"]
    assert pages == (ROOT / "edge" / "dashboard_pages.js").read_text()


def test_the_dashboards_files_are_read_by_its_distribution_alone() -> None:
    bucket = RESOURCES["DashboardBucket"]["Properties"]
    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
    policy = RESOURCES["DashboardBucketPolicy"]["Properties"]["PolicyDocument"]["Statement"]
    allowed = [one for one in policy if one["Effect"] == "Allow"]
    assert [one["Principal"] for one in allowed] == [{"Service": "cloudfront.amazonaws.com"}]
    assert [one["Action"] for one in allowed] == ["s3:GetObject"]
    assert "DashboardDistribution" in str(allowed[0]["Condition"])


def test_outputs_are_those_that_the_tools_read() -> None:
    assert TEMPLATE["Outputs"].keys() == _OUTPUTS
