"""Senders over HTTPS: chat, paging, and the operator's own program."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from csms.alerts.chat import slack, teams
from csms.alerts.model import ChannelType
from csms.alerts.paging import OPSGENIE_URL, PAGERDUTY_URL, opsgenie, pagerduty
from csms.alerts.signed import signed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from csms.adapters.alerting.https import Https
    from csms.alerts.model import Alert, Channel
    from csms.clock import Clock

JSON = {"content-type": "application/json", "user-agent": "stationmaster"}


class HookSender:
    """Sender of every type that is an HTTPS request."""

    def __init__(self, https: Https, now: Clock) -> None:
        """`now` stamps what is signed."""
        self._https, self._now = https, now

    def send(self, channel: Channel, secrets: Mapping[str, str], alert: Alert) -> str | None:
        """See the port."""
        url, body, headers = self._request(channel, secrets, alert)
        self._https.post(url, body, JSON | headers)
        return None

    def _request(
        self, channel: Channel, secrets: Mapping[str, str], alert: Alert
    ) -> tuple[str, bytes, dict[str, str]]:
        other = channel.target.get("url")
        match channel.type:
            case ChannelType.SLACK:
                return secrets["url"], _json(slack(alert)), {}
            case ChannelType.TEAMS:
                return secrets["url"], _json(teams(alert)), {}
            case ChannelType.PAGERDUTY:
                event = pagerduty(alert, secrets["routing_key"])
                return other or PAGERDUTY_URL, _json(event), {}
            case ChannelType.OPSGENIE:
                path, content = opsgenie(alert)
                key = {"authorization": f"GenieKey {secrets['api_key']}"}
                return (other or OPSGENIE_URL).rstrip("/") + path, _json(content), key
        body, headers = signed(alert, secrets["secret"], self._now())
        return channel.target["url"], body, headers


def _json(content: dict[str, Any]) -> bytes:
    return json.dumps(content, separators=(",", ":")).encode()
