"""Alerts to the operator."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_sns import SNSClient


class AlertsTopic:
    """An SNS topic with whatever the operator subscribed to it."""

    def __init__(self, client: SNSClient, topic_arn: str) -> None:
        """The deployment's topic."""
        self._client = client
        self._topic_arn = topic_arn

    def send(self, subject: str, text: str) -> None:
        """Publish one alert."""
        self._client.publish(TopicArn=self._topic_arn, Subject=subject, Message=text)
