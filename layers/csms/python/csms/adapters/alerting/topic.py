"""E-mail, SMS and mobile push: subscriptions of one topic, each with a filter for its channel."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from csms.alerts.model import ChannelType
from csms.alerts.wording import body, short, subject
from csms.errors import Rejected, Unavailable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mypy_boto3_sns import SNSClient

    from csms.alerts.model import Alert, Channel

PROTOCOLS = {ChannelType.EMAIL: "email", ChannelType.SMS: "sms", ChannelType.PUSH: "application"}
ADDRESSES = {
    ChannelType.EMAIL: "address",
    ChannelType.SMS: "phone",
    ChannelType.PUSH: "endpoint_arn",
}
# The others are worth another try.
FINAL = {"InvalidParameter", "InvalidParameterValue", "NotFound", "AuthorizationError"}


class AlertTopic:
    """Sender and Subscriptions over the topic `IncidentsTopic`."""

    def __init__(self, client: SNSClient, topic_arn: str) -> None:
        """The deployment's topic."""
        self._client, self._topic_arn = client, topic_arn

    def subscribe(self, channel: Channel) -> str:
        """See the port."""
        policy = {"channel": [channel.channel_id]}
        try:
            answer = self._client.subscribe(
                TopicArn=self._topic_arn,
                Protocol=PROTOCOLS[channel.type],
                Endpoint=channel.target[ADDRESSES[channel.type]],
                Attributes={"FilterPolicy": json.dumps(policy)},
                ReturnSubscriptionArn=True,
            )
        except (BotoCoreError, ClientError) as error:
            raise _translated(error, "Subscribe") from error
        return answer["SubscriptionArn"]

    def unsubscribe(self, subscription: str) -> None:
        """See the port."""
        try:
            self._client.unsubscribe(SubscriptionArn=subscription)
        except (BotoCoreError, ClientError) as error:
            raise _translated(error, "Unsubscribe") from error

    def send(self, channel: Channel, secrets: Mapping[str, str], alert: Alert) -> str | None:  # noqa: ARG002
        """See the port. The reference is SNS's message id."""
        try:
            answer = self._client.publish(
                TopicArn=self._topic_arn,
                Subject=subject(alert),
                Message=json.dumps(_messages(alert)),
                MessageStructure="json",
                MessageAttributes={
                    "channel": {"DataType": "String", "StringValue": channel.channel_id},
                    "type": {"DataType": "String", "StringValue": channel.type.value},
                },
            )
        except (BotoCoreError, ClientError) as error:
            raise _translated(error, "Publish") from error
        return answer["MessageId"]


def _messages(alert: Alert) -> dict[str, str]:
    """A text for each protocol; SNS picks the subscriber's."""
    title, text = short(alert), alert.cause
    apns = {"aps": {"alert": {"title": title, "body": text}, "sound": "default"}}
    notification = {"title": title, "body": text}
    fcm = {"fcmV1Message": {"message": {"notification": notification}}}
    return {
        "default": title,
        "email": body(alert),
        "sms": title,
        "APNS": json.dumps(apns),
        "APNS_SANDBOX": json.dumps(apns),
        "GCM": json.dumps(fcm),
    }


def _translated(error: BotoCoreError | ClientError, operation: str) -> Rejected | Unavailable:
    code = error.response["Error"]["Code"] if isinstance(error, ClientError) else "no answer"
    wrong = isinstance(error, ClientError) and code in FINAL
    return (
        Rejected(f"SNS {operation}: {code}") if wrong else Unavailable(f"SNS {operation}: {code}")
    )
