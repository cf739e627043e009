"""Timers of answers: messages of a queue that delivers late."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from csms import clock
from csms.errors import Unavailable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime, timedelta
    from typing import Any

    from mypy_boto3_sqs import SQSClient

    from csms.alerts.model import Delivery
    from csms.payments.visits import Visit


class AnswerTimeouts:
    """AnswerTimer over a queue whose delay is the time-out (`CommandTimeouts`)."""

    def __init__(self, client: SQSClient, queue_url: str) -> None:
        """The queue's delay is set in `template.yaml`."""
        self._client = client
        self._queue_url = queue_url

    def start(self, station_id: str, command_id: str) -> None:
        """See the port."""
        body = json.dumps({"station_id": station_id, "command_id": command_id})
        try:
            self._client.send_message(QueueUrl=self._queue_url, MessageBody=body)
        except (BotoCoreError, ClientError) as error:
            raise Unavailable("SendMessage failed") from error


class StationLooks:
    """Looks over the queue that the rule `StationWatchRule` fills; the form is an event's."""

    LONGEST_DELAY_S = 900

    def __init__(self, client: SQSClient, queue_url: str) -> None:
        """The queue's own delay holds only for what the rule puts there."""
        self._client = client
        self._queue_url = queue_url

    def later(self, station_id: str, since: datetime, wait: timedelta) -> None:
        """See the port."""
        seconds = max(1, min(math.ceil(wait.total_seconds()), self.LONGEST_DELAY_S))
        detail = {"station_id": station_id, "occurred_at": clock.to_text(since)}
        try:
            self._client.send_message(
                QueueUrl=self._queue_url,
                MessageBody=json.dumps({"detail": detail}),
                DelaySeconds=seconds,
            )
        except (BotoCoreError, ClientError) as error:
            raise Unavailable("SendMessage failed") from error


class Reconciliations:
    """ReconciliationQueue over the queue that the schedule fills too."""

    def __init__(self, client: SQSClient, queue_url: str) -> None:
        """A repeated message gives the same report."""
        self._client = client
        self._queue_url = queue_url

    def request(self, report_id: str, days: int, ordered_by: str) -> None:
        """See the port."""
        body = json.dumps({"report_id": report_id, "days": days, "ordered_by": ordered_by})
        try:
            self._client.send_message(QueueUrl=self._queue_url, MessageBody=body)
        except (BotoCoreError, ClientError) as error:
            raise Unavailable("SendMessage failed") from error


class PaymentCheckQueue:
    """PaymentChecks over the queue `PaymentChecks`."""

    def __init__(self, client: SQSClient, queue_url: str) -> None:
        """A repeated message does no harm."""
        self._client = client
        self._queue_url = queue_url

    def request(
        self, payment_id: str | None, provider_id: str | None = None, *, disputed: bool = False
    ) -> None:
        """See the port."""
        body = json.dumps(
            {"payment_id": payment_id, "provider_id": provider_id, "disputed": disputed}
        )
        try:
            self._client.send_message(QueueUrl=self._queue_url, MessageBody=body)
        except (BotoCoreError, ClientError) as error:
            raise Unavailable("SendMessage failed") from error


class Alerts:
    """AlertQueue over the queue that the rule `AlertRule` fills; a notice has an event's form."""

    LONGEST_DELAY_S = 900

    def __init__(self, client: SQSClient, queue_url: str) -> None:
        """A repeated message does no harm."""
        self._client = client
        self._queue_url = queue_url

    def plan(self, notice: Mapping[str, Any], wait_s: int) -> None:
        """See the port."""
        self._send({"detail": dict(notice)}, wait_s)

    def deliver(self, delivery: Delivery, wait_s: int = 0) -> None:
        """See the port."""
        named = {"incident_id": delivery.incident_id, "delivery_id": delivery.delivery_id}
        self._send({"deliver": named}, wait_s)

    def _send(self, body: Mapping[str, Any], wait_s: int) -> None:
        try:
            self._client.send_message(
                QueueUrl=self._queue_url,
                MessageBody=json.dumps(body),
                DelaySeconds=min(wait_s, self.LONGEST_DELAY_S),
            )
        except (BotoCoreError, ClientError) as error:
            raise Unavailable("SendMessage failed") from error


class LateLooks:
    """Looks at settled sessions, over the queue that the rule `LateFactsRule` fills."""

    def __init__(self, client: SQSClient, queue_url: str) -> None:
        """The form is an event's; the queue's delay holds."""
        self._client = client
        self._queue_url = queue_url

    def request(self, visit: Visit) -> None:
        """Have the session of a terminal's visit looked at; again does no harm."""
        detail = {"station_id": visit.station_id, "transaction_id": visit.transaction_id}
        body = json.dumps({"detail": detail | {"session_id": visit.session_id}})
        try:
            self._client.send_message(QueueUrl=self._queue_url, MessageBody=body)
        except (BotoCoreError, ClientError) as error:
            raise Unavailable("SendMessage failed") from error
