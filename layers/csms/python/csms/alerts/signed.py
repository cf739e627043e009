"""An alert for a program of the operator's: JSON, signed.

The headers are those of Standard Webhooks (standardwebhooks.com), for which there are libraries in
every language: `webhook-id` stays the same on retries, `webhook-timestamp` is when it was sent, and
`webhook-signature` is `v1,` and the base64 of HMAC-SHA256 over `<id>.<timestamp>.<body>`.
"""

import base64
import hashlib
import hmac
import json
from datetime import datetime
from typing import Any

from csms import clock
from csms.alerts.model import Alert


def content(alert: Alert) -> dict[str, Any]:
    """The body; what does not apply is null."""
    return {
        "type": f"incident.{alert.transition.value}",
        "at": clock.to_text(alert.at),
        "delivery_id": alert.delivery_id,
        "incident": {
            "incident_id": alert.incident_id,
            "kind": alert.kind,
            "severity": alert.severity.value,
            "title": alert.title,
            "cause": alert.cause,
            "advice": alert.advice,
            "opened_at": clock.to_text(alert.opened_at),
            "site_id": alert.site_id,
            "station_id": alert.station_id,
            "session_id": alert.session_id,
            "count": alert.count,
            "escalation_level": alert.escalation_level,
            "link": alert.link,
        },
    }


def signed(alert: Alert, secret: str, now: datetime) -> tuple[bytes, dict[str, str]]:
    """Body and headers of one attempt."""
    text = json.dumps(content(alert), separators=(",", ":")).encode()
    stamp = str(clock.epoch_seconds(now))
    message = b".".join((alert.delivery_id.encode(), stamp.encode(), text))
    mac = hmac.new(secret.encode(), message, hashlib.sha256).digest()
    return text, {
        "webhook-id": alert.delivery_id,
        "webhook-timestamp": stamp,
        "webhook-signature": f"v1,{base64.b64encode(mac).decode()}",
    }
