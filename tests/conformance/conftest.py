"""Two stations at a small network, through the deployed handlers, and what stands behind."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest
from tests.conftest import forget_services
from tests.functional.station import CONTEXT, Station
from tests.functional.streams import stream_event
from tests.http_api import Caller
from tests.network import TOKEN, build_network

from csms import bootstrap
from csms.charging.model import ChargingSession
from csms.charging.ports import SessionFilter
from csms.clock import to_text
from csms.settlement.posting import post_session
from csms.settlement.rating import Rated, rate_session
from event_consumers import publish_outbox

BEGIN = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=6)


def at(minute: float) -> str:
    return to_text(BEGIN + timedelta(minutes=minute))


class World:
    """What a test does and asks."""

    def __init__(self) -> None:
        self.v16 = Station(protocol="ocpp1.6")
        self.v201 = Station(protocol="ocpp2.0.1", connection_id="conn-2")
        self.operator = Caller("operator_api", {"sub": "op", "cognito:groups": "[operators]"})

    def start(self, minute: float = 0, meter: int = 1_000, **more: Any) -> int:
        facts = {"connectorId": 1, "idTag": TOKEN, "meterStart": meter, "timestamp": at(minute)}
        transaction_id: int = self.v16.call("StartTransaction", facts | more)["transactionId"]
        return transaction_id

    def stop(
        self, transaction_id: int, minute: float = 60, meter: int = 6_000, **more: Any
    ) -> dict[str, Any]:
        facts = {"transactionId": transaction_id, "meterStop": meter, "timestamp": at(minute)}
        return self.v16.call("StopTransaction", facts | more)

    def measure(
        self, transaction_id: int | None, minute: float, wh: int, connector: int = 1
    ) -> dict[str, Any]:
        entry = {"timestamp": at(minute), "sampledValue": [{"value": str(wh)}]}
        facts: dict[str, Any] = {"connectorId": connector, "meterValue": [entry]}
        named = {} if transaction_id is None else {"transactionId": transaction_id}
        return self.v16.call("MeterValues", facts | named)

    def event(
        self, kind: str, seq_no: int, minute: float, wh: int | None = None, **more: Any
    ) -> dict[str, Any]:
        values = [] if wh is None else [{"timestamp": at(minute), "sampledValue": [{"value": wh}]}]
        payload = {
            "eventType": kind,
            "timestamp": at(minute),
            "triggerReason": "Authorized",
            "seqNo": seq_no,
            "transactionInfo": {"transactionId": "T1"} | more.pop("info", {}),
        }
        return self.v201.call(
            "TransactionEvent", payload | ({"meterValue": values} if values else {}) | more
        )

    def stream(self) -> None:
        """What the table's stream does with every session."""
        table = bootstrap.settings().sessions_table
        items = boto3.resource("dynamodb").Table(table).scan()["Items"]
        changes = [(None, one) for one in items if str(one["sk"]).startswith("TX#")]
        answer = publish_outbox.handler(stream_event(*changes), CONTEXT)
        assert answer["batchItemFailures"] == []

    @property
    def sessions(self) -> list[ChargingSession]:
        """Oldest first."""
        return bootstrap.services().sessions.page(SessionFilter(), 50, None)[0][::-1]

    @property
    def session(self) -> ChargingSession:
        (only,) = self.sessions
        return only

    def shown(self) -> dict[str, Any]:
        """The only session, as the operator sees it."""
        view: dict[str, Any] = self.operator.get(f"/sessions/{self.session.session_id}").json
        return view

    def orphans(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.operator.get("/stations/CP1/orphans").json["items"]
        return found

    def rated(self, session: ChargingSession | None = None) -> Rated:
        rated = self.judged(session)
        assert isinstance(rated, Rated), rated
        return rated

    def gross_minor(self, session: ChargingSession | None = None) -> int:
        priced = self.rated(session).priced
        return priced.gross_minor if priced else 0

    def judged(self, session: ChargingSession | None = None) -> Any:
        one = session or self.session
        telemetry = bootstrap.services().telemetry.of_session(one.key)
        late = datetime.now(UTC) + timedelta(days=1)
        return rate_session(one, telemetry, late, timedelta(minutes=5))

    def settle(self, session: ChargingSession) -> bool:
        return self.post(self.rated(session))

    def post(self, rated: Rated) -> bool:
        return post_session(rated, datetime.now(UTC), bootstrap.posting())


@pytest.fixture
def world(deployment: None, monkeypatch: pytest.MonkeyPatch) -> World:
    boto3.client("events").create_event_bus(Name="bus")
    monkeypatch.setenv("EVENT_BUS_NAME", "bus")
    forget_services()
    build_network()
    return World()


@pytest.fixture
def operator(deployment: None) -> Caller:
    """A member of the group `operators` over the small network."""
    build_network()
    return Caller("operator_api", {"sub": "operator-1", "cognito:groups": "[operators]"})
