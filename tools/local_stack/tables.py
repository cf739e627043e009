"""The tables of `template.yaml` without the rest of the stack, for tests and benchmarks."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from cfnlint.decode import decode

from local_stack.settings import ROOT

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

TABLES = {
    "STATIONS_TABLE": "StationsTable",
    "SESSIONS_TABLE": "SessionsTable",
    "TELEMETRY_TABLE": "TelemetryTable",
    "LEDGER_TABLE": "LedgerTable",
    "DIRECTORY_TABLE": "DirectoryTable",
    "PAYMENTS_TABLE": "PaymentsTable",
    "AUDIT_TABLE": "AuditTable",
    "FIGURES_TABLE": "FiguresTable",
    "LIVE_TABLE": "LiveTable",
    "INCIDENTS_TABLE": "IncidentsTable",
}
COPIED = (
    "AttributeDefinitions",
    "KeySchema",
    "GlobalSecondaryIndexes",
    "StreamSpecification",
    "BillingMode",
)


@cache
def resources() -> dict[str, Any]:
    """Read once: it takes longer than any test."""
    template, _ = decode(str(ROOT / "template.yaml"))
    found: dict[str, Any] = template["Resources"]
    return found


def create_tables(client: DynamoDBClient) -> dict[str, str]:
    """Make every table; the environment variables that name them."""
    known = resources()
    for name in TABLES.values():
        properties = known[name]["Properties"]
        arguments: dict[str, Any] = {key: properties[key] for key in COPIED if key in properties}
        if "StreamSpecification" in arguments:
            arguments["StreamSpecification"] = {
                "StreamEnabled": True,
                **arguments["StreamSpecification"],
            }
        client.create_table(TableName=name, **arguments)
    return dict(TABLES)
