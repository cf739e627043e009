"""Who may do what: least privilege, read from the policies."""

from typing import Any

import pytest

from csms.drivers.app_tokens import PREFIX as APP_TOKEN_PREFIX
from csms.drivers.visitors import PREFIX as VISIT_TOKEN_PREFIX

from .stack import FUNCTIONS, allowed, of_type, statements

_HOLDERS = FUNCTIONS | of_type("AWS::Serverless::StateMachine")
_WRITES = {"PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem"}
# Who writes transfers, and what else of the ledger they may change.
_POSTERS = {
    "TransferPostingFunction": ["BAL#*", "HOLD#*"],
    "PaymentCheckFunction": ["BAL#*", "HOLD#*", "SERIES#*"],
    "ReservationFeeFunction": ["BAL#*"],
    "PayoutFunction": ["BAL#*"],
    "ReviewDecisionFunction": ["BAL#*", "HOLD#*"],
    "MoneyOrderFunction": ["BAL#*", "HOLD#*", "SERIES#*"],
}
_OCPP = [name for name in FUNCTIONS if name.startswith("Ocpp")]

# Actions that AWS grants on every resource or not at all.
_WITHOUT_RESOURCES = {
    "logs:CreateLogDelivery", "logs:GetLogDelivery", "logs:UpdateLogDelivery",
    "logs:DeleteLogDelivery", "logs:ListLogDeliveries", "logs:PutResourcePolicy",
    "logs:DescribeResourcePolicies", "logs:DescribeLogGroups",
}  # fmt: skip
# What may follow a resource of ours: indexes, streams, connections nobody can know beforehand.
_OPEN_ENDS = ("/index/*", "/stream/*", "/@connections/*")
# The data keys of KMS come in four spellings of one action.
_OPEN_ACTIONS = {"kms:GenerateDataKey*"}


def _leading_keys(function: str, table: str, action: str) -> list[Any]:
    """The condition on each statement that allows the action; None where there is none."""
    return [
        statement.condition.get("ForAllValues:StringLike", {}).get("dynamodb:LeadingKeys")
        for statement in statements(FUNCTIONS[function])
        if f"dynamodb:{action}" in statement.actions and table in statement.resources
    ]


@pytest.mark.parametrize("holder", _HOLDERS)
def test_no_action_is_open(holder: str) -> None:
    for statement in statements(_HOLDERS[holder]):
        for action in statement.actions - _OPEN_ACTIONS:
            assert "*" not in action


@pytest.mark.parametrize("holder", _HOLDERS)
def test_no_resource_is_open(holder: str) -> None:
    for statement in statements(_HOLDERS[holder]):
        if statement.resources == {"*"}:
            assert statement.actions <= _WITHOUT_RESOURCES
            continue
        for resource in statement.resources:
            closed = resource
            for end in _OPEN_ENDS:
                closed = closed.removesuffix(end)
            assert "*" not in closed


@pytest.mark.parametrize("holder", _HOLDERS)
def test_permissions_are_written_by_hand(holder: str) -> None:
    """Policy templates and managed policies allow more than their names tell."""
    # The keys of the user pool are public: who checks tokens by them needs no permission.
    assert _HOLDERS[holder].get("Policies") or holder == "LiveAuthorizerFunction"
    for policy in _HOLDERS[holder].get("Policies", []):
        assert policy.keys() == {"Statement"}


_LEDGER_WRITERS = {
    "SessionHoldFunction": {"PutItem", "UpdateItem"},
    "CostUpdateFunction": {"PutItem", "UpdateItem"},
    "HoldExpiryFunction": {"UpdateItem"},
    "CorrectionFunction": {"PutItem", "UpdateItem"},
    "ReceiptFunction": {"PutItem", "UpdateItem"},
    "LateFactsFunction": {"PutItem", "UpdateItem"},
} | {one: {"PutItem", "UpdateItem"} for one in _POSTERS}
_UPDATED = _POSTERS | {
    "SessionHoldFunction": ["BAL#*", "HOLD#*"],
    "CostUpdateFunction": ["BAL#wallet:*", "HOLD#hld:*"],
    "HoldExpiryFunction": ["BAL#*", "HOLD#*"],
    "LateFactsFunction": ["BAL#*", "SERIES#*"],
}


@pytest.mark.parametrize("function", FUNCTIONS)
def test_nobody_deletes_from_the_ledger_and_few_write(function: str) -> None:
    writes = allowed(function, "LedgerTable") & _WRITES
    assert writes == _LEDGER_WRITERS.get(function, set())


def test_who_issues_receipts_moves_no_money() -> None:
    assert _leading_keys("ReceiptFunction", "LedgerTable", "PutItem") == [
        ["DOC#*", "NUMBER#*", "LINK#*"]
    ]
    assert _leading_keys("ReceiptFunction", "LedgerTable", "UpdateItem") == [["SERIES#*"]]


def test_who_corrects_changes_nothing_that_is_written_for_ever() -> None:
    keys = _leading_keys("CorrectionFunction", "LedgerTable", "UpdateItem")
    assert keys == [["BAL#*", "SERIES#*"]]


@pytest.mark.parametrize(
    "function", ["CorrectionFunction", "MoneyOrderFunction", "PaymentCheckFunction"]
)
def test_who_corrects_by_a_persons_word_changes_a_sessions_corrections_alone(
    function: str,
) -> None:
    assert allowed(function, "SessionsTable") & _WRITES == {"UpdateItem"}
    assert _leading_keys(function, "SessionsTable", "UpdateItem") == [["ST#*"]]
    (update,) = (
        one
        for one in statements(FUNCTIONS[function])
        if "dynamodb:UpdateItem" in one.actions and "SessionsTable" in one.resources
    )
    attributes = set(update.condition["ForAllValues:StringEquals"]["dynamodb:Attributes"])
    key, settled = {"pk", "sk"}, {"settlement", "settlement.outcome"}
    assert attributes - key - settled == {"corrections", "correction_count"}


@pytest.mark.parametrize(("function", "changed"), _UPDATED.items())
def test_nothing_changes_that_is_written_for_ever(function: str, changed: list[str]) -> None:
    """Transfers, and entries, stand in other partitions: `TRANSFER#`, `ACC#`."""
    assert _leading_keys(function, "LedgerTable", "UpdateItem") == [changed]


def test_who_holds_money_posts_none() -> None:
    assert _leading_keys("SessionHoldFunction", "LedgerTable", "PutItem") == [["ACC#*", "HOLD#*"]]
    keys = _leading_keys("CostUpdateFunction", "LedgerTable", "PutItem")
    assert keys == [["ACC#wallet:*", "HOLD#hld:*"]]


@pytest.mark.parametrize("function", FUNCTIONS)
def test_nobody_changes_the_audit_log(function: str) -> None:
    """Entries are put on condition that they are new; every order of an operator is one."""
    writers = {
        "CorrectionFunction",
        "ReviewDecisionFunction",
        "ReconciliationFunction",
        "MoneyOrderFunction",
        "OperatorApiFunction",
        "OperatorUsersFunction",
        "PaymentCheckFunction",
        "TerminalWatchFunction",
    }
    writes = allowed(function, "AuditTable") & _WRITES
    assert writes == ({"PutItem"} if function in writers else set())


@pytest.mark.parametrize("function", _OCPP)
def test_stations_cannot_change_the_directory_and_see_only_drivers_balances(function: str) -> None:
    assert not allowed(function, "DirectoryTable") & _WRITES
    if function == "OcppMessageFunction":
        assert allowed(function, "LedgerTable") == {"BatchGetItem"}
        keys = _leading_keys(function, "LedgerTable", "BatchGetItem")
        assert keys == [["BAL#wallet:*", "BAL#receivable:*"]]
    else:
        assert not allowed(function, "LedgerTable")


def test_driver_writes_commands_and_app_tokens_only() -> None:
    function = "ClientApiFunction"
    assert _leading_keys(function, "StationsTable", "PutItem") == [["CMD#*"]]
    assert _leading_keys(function, "DirectoryTable", "PutItem") == [[f"TOKEN#{APP_TOKEN_PREFIX}*"]]
    assert allowed(function, "StationsTable") & _WRITES == {"PutItem"}
    assert allowed(function, "DirectoryTable") & _WRITES == {"PutItem"}
    assert not allowed(function, "SessionsTable") & _WRITES


@pytest.mark.parametrize("function", ["TerminalApiFunction", "TerminalWatchFunction"])
def test_terminals_write_commands_and_one_time_tokens_only(function: str) -> None:
    assert _leading_keys(function, "StationsTable", "PutItem") == [["CMD#*"]]
    assert allowed(function, "StationsTable") & _WRITES == {"PutItem"}
    for action in ("PutItem", "DeleteItem"):
        assert _leading_keys(function, "DirectoryTable", action) == [
            [f"TOKEN#{VISIT_TOKEN_PREFIX}*"]
        ]
    assert not allowed(function, "SessionsTable") & _WRITES
    assert not allowed(function, "LedgerTable") & _WRITES


@pytest.mark.parametrize("function", FUNCTIONS)
def test_nobody_scans_but_the_reconciliation_which_moves_no_money(function: str) -> None:
    """It has to see what no list shows. It may write its report, and nothing else."""
    scans = any("dynamodb:Scan" in one.actions for one in statements(FUNCTIONS[function]))
    assert scans == (function == "ReconciliationFunction")
    if scans:
        for table in ("LedgerTable", "PaymentsTable", "SessionsTable"):
            assert not allowed(function, table) & _WRITES


def test_only_the_publisher_puts_events() -> None:
    holders = {
        name
        for name, properties in _HOLDERS.items()
        for statement in statements(properties)
        if "events:PutEvents" in statement.actions
    }
    assert holders == {"EventPublisherFunction"}


def test_provider_secret_is_read_by_payment_functions_alone() -> None:
    holders = {
        name
        for name, properties in _HOLDERS.items()
        for statement in statements(properties)
        if "secretsmanager:GetSecretValue" in statement.actions
        and "PaymentSecret" in statement.resources
    }
    assert holders == {
        "PaymentsApiFunction",
        "PaymentWebhookFunction",
        "PaymentCheckFunction",
        "AutoTopUpFunction",
        "CardCaptureFunction",
        "TerminalApiFunction",
        "TerminalWatchFunction",
        "ReconciliationFunction",
        "MoneyOrderFunction",
        "ReviewDecisionFunction",
        "CorrectionFunction",
        "PayoutFunction",
        "LateFactsFunction",
    }
    with_client = {
        name
        for name, properties in FUNCTIONS.items()
        if {"Ref": "PaymentsLayer"} in properties["Layers"]
    }
    assert with_client == holders


def test_secret_of_certificates_is_read_by_whom_it_is_told() -> None:
    readers = {
        name
        for name, properties in _HOLDERS.items()
        for statement in statements(properties)
        if "CertificateSecret" in statement.resources
    }
    told = {
        name
        for name, properties in FUNCTIONS.items()
        if "CERTIFICATE_SECRET_ARN" in properties.get("Environment", {}).get("Variables", {})
    }
    assert readers == told == {"OcppMessageFunction", "CertificateIssuingFunction"}


@pytest.mark.parametrize("function", FUNCTIONS)
def test_payments_are_for_payment_functions_and_nobody_deletes_one(function: str) -> None:
    actions = allowed(function, "PaymentsTable")
    payers = (
        "Pay",
        "AutoTopUp",
        "CardCapture",
        "Terminal",
        "TransferPosting",
        "Reconciliation",
        "MoneyOrder",
        "ReviewDecision",
        "Correction",
        "LateFacts",
        "OcppMessage",
        "Receipt",
        "OperatorApi",
    )
    assert not actions or function.startswith(payers)
    assert "DeleteItem" not in actions
    if function == "TransferPostingFunction":
        assert not actions & _WRITES
    if function == "PaymentWebhookFunction":
        for action in ("PutItem", "UpdateItem"):
            assert _leading_keys(function, "PaymentsTable", action) == [["EVENT#*"]]
    if function in {"OcppMessageFunction", "ReceiptFunction"}:
        for action in actions:
            assert _leading_keys(function, "PaymentsTable", action) == [["STATIONPAY#*"]]
    if function == "ReceiptFunction":
        assert not actions & _WRITES


def test_operators_read_payouts_and_visits_with_their_payments() -> None:
    keys = {
        action: _leading_keys("OperatorApiFunction", "PaymentsTable", action)
        for action in allowed("OperatorApiFunction", "PaymentsTable")
    }
    visits = [["PAY#*", "VISIT#*"]]
    assert keys == {"Query": [["PAYOUTS"]], "GetItem": visits, "BatchGetItem": visits}


def test_secrets_of_channels_are_opened_by_whoever_delivers_alone() -> None:
    """Who seals them cannot read them back; who may use the key otherwise cannot read the table."""
    readers = {name for name in FUNCTIONS if "GetItem" in allowed(name, "IncidentsTable")}
    openers = {
        name
        for name, properties in FUNCTIONS.items()
        for statement in statements(properties)
        if "kms:Decrypt" in statement.actions
    }
    assert readers & openers == {"AlertDeliveryFunction"}
    assert _leading_keys("AlertDeliveryFunction", "IncidentsTable", "PutItem") == [["DELIVERY#*"]]
