"""Timers of answers: messages of a queue that delivers late."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from csms.errors import Unavailable

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient


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
