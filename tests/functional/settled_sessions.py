"""Sessions that are settled when something more of them is told."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from tests.functional.station import CONTEXT, Station
from tests.functional.test_settlement import execution
from tests.network import DRIVER, TOKEN, idle_tariff_document, top_up

from csms import bootstrap, clock
from csms.bootstrap import services
from csms.charging.model import ChargingSession
from csms.charging.reconciling import reconcile_start
from csms.charging.vocabulary import SessionKey
from csms.ledger import chart
from csms.settlement.ending import look
from csms.tariffs.document import tariff_from_document
from session_settlement import correct, post
from session_settlement import receipt as issue_receipts

WALLET = chart.wallet(DRIVER)
INCOME = chart.revenue("site-1", "EUR"), chart.vat("19", "EUR")


def at(minute: float) -> str:
    """Of a session that began three hours ago."""
    began = services().clock().replace(microsecond=0) - timedelta(hours=3)
    return clock.to_text(began + timedelta(minutes=minute))


def found(key: SessionKey) -> ChargingSession:
    session = services().sessions.get(key)
    assert session is not None
    return session


def posted(*accounts: str) -> list[int]:
    known = [bootstrap.ledger().balances(one) for one in accounts]
    return [one.posted_minor if one else 0 for one in known]


class Parked:
    """A session whose vehicle was seen at the plug until minute 60, settled as such."""

    def __init__(self) -> None:
        document = idle_tariff_document("ac", rules={"after_stop_s": 1_800})
        services().tariffs.put(tariff_from_document(document, 2))
        top_up(100)
        self.station = Station()
        start = {"connectorId": 1, "idTag": TOKEN, "meterStart": 1_000, "timestamp": at(0)}
        number = self.station.call("StartTransaction", start)["transactionId"]
        self.key = SessionKey("CP1", str(number))
        entry = {"timestamp": at(30), "sampledValue": [{"value": "5000"}]}
        message = {"connectorId": 1, "transactionId": number, "meterValue": [entry]}
        self.station.call("MeterValues", message)
        self.status(31, "SuspendedEV")
        stop = {"transactionId": number, "meterStop": 5_000, "timestamp": at(40)}
        self.station.call("StopTransaction", stop)
        self.status(60, "Finishing")
        assert look(self.key, services().clock() + timedelta(hours=1), bootstrap.ending())
        post.handler(execution(self.session), CONTEXT)
        issue_receipts.handler(batch(execution(self.session)), CONTEXT)

    def status(self, minute: int, word: str) -> None:
        said = {"connectorId": 1, "errorCode": "NoError", "status": word, "timestamp": at(minute)}
        self.station.call("StatusNotification", said)

    @property
    def session(self) -> ChargingSession:
        return found(self.key)

    @staticmethod
    def late_status(minute: int) -> dict[str, Any]:
        """As the stream tells it."""
        keys = {"station_id": "CP1", "evse_id": 1, "connector_id": 1}
        return keys | {"occurred_at": at(minute)}


class Lost:
    """A session whose stop was lost: the next one ended it by its last reading, 4 kWh."""

    def __init__(self, *, receipt: bool = True, wh: int = 4_000) -> None:
        self.station = Station()
        start = {"connectorId": 1, "idTag": TOKEN, "meterStart": 1_000, "timestamp": at(0)}
        self.transaction_id = self.station.call("StartTransaction", start)["transactionId"]
        self.sample(30, 1_000 + wh)
        following = start | {"timestamp": at(60), "meterStart": 9_999_000}
        number = self.station.call("StartTransaction", following)["transactionId"]
        reconcile_start(SessionKey("CP1", str(number)), services().sessions)
        self.key = SessionKey("CP1", str(self.transaction_id))
        session = found(self.key)
        post.handler(execution(session), CONTEXT)
        if receipt:
            issue_receipts.handler(batch(execution(session)), CONTEXT)

    def sample(self, minute: int, wh: int) -> None:
        entry = {"timestamp": at(minute), "sampledValue": [{"value": str(wh)}]}
        message = {"connectorId": 1, "transactionId": self.transaction_id, "meterValue": [entry]}
        self.station.call("MeterValues", message)

    def stop(self, minute: int, wh: int) -> None:
        message = {"transactionId": self.transaction_id, "meterStop": wh, "timestamp": at(minute)}
        self.station.call("StopTransaction", message)

    def look(self, **more: str) -> None:
        session = found(self.key)
        answer = correct.handler(batch(execution(session) | more), CONTEXT)
        assert answer == {"batchItemFailures": []}

    @property
    def path(self) -> str:
        return f"/sessions/{found(self.key).session_id}"


def batch(detail: dict[str, Any]) -> dict[str, Any]:
    return {"Records": [{"messageId": "1", "body": json.dumps({"detail": detail})}]}


def euros(minor: int) -> dict[str, Any]:
    return {"minor": minor, "currency": "EUR"}
