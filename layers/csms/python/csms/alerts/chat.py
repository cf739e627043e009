"""An alert as a message in Slack or Microsoft Teams.

Sources: docs.slack.dev/messaging/sending-messages-using-incoming-webhooks and /block-kit;
learn.microsoft.com "Create incoming webhooks with Workflows for Microsoft Teams" (an Adaptive Card
in a `message`).
"""

from typing import Any

from csms.alerts.model import Alert, Transition
from csms.alerts.wording import facts, headline
from csms.incidents.model import Severity

COLOURS = {
    Severity.CRITICAL: "#d92d20",
    Severity.MAJOR: "#f79009",
    Severity.MINOR: "#eaaa08",
    Severity.INFO: "#2e90fa",
}
GREEN = "#12b76a"
# Adaptive Cards have names for colours.
CARD_COLOURS = {
    Severity.CRITICAL: "Attention",
    Severity.MAJOR: "Warning",
    Severity.MINOR: "Warning",
    Severity.INFO: "Accent",
}
LONGEST_HEADER = 150
LONGEST_TEXT = 2_900


def slack(alert: Alert) -> dict[str, Any]:
    """The body for an incoming webhook: text for notifications, blocks for the channel."""
    well = alert.transition is Transition.RESOLVED
    told = alert.cause if well else f"{alert.cause}\n*What to do:* {alert.advice}"
    blocks: list[dict[str, Any]] = [
        {"type": "header", "text": _plain(headline(alert)[:LONGEST_HEADER])},
        {"type": "section", "text": _marked(_escaped(told)[:LONGEST_TEXT])},
        {
            "type": "context",
            "elements": [_marked(f"*{name}* {_escaped(text)}") for name, text in facts(alert)],
        },
    ]
    if alert.link:
        button = {"type": "button", "text": _plain("Open"), "url": alert.link}
        blocks.append({"type": "actions", "elements": [button]})
    colour = GREEN if well else COLOURS[alert.severity]
    return {
        "text": _escaped(headline(alert)),
        "attachments": [{"color": colour, "blocks": blocks}],
    }


def teams(alert: Alert) -> dict[str, Any]:
    """The body for a workflow's webhook."""
    well = alert.transition is Transition.RESOLVED
    colour = "Good" if well else CARD_COLOURS[alert.severity]
    title = {
        "type": "TextBlock",
        "text": headline(alert),
        "size": "Large",
        "weight": "Bolder",
        "color": colour,
        "wrap": True,
    }
    texts = [alert.cause] + ([] if well else [f"**What to do:** {alert.advice}"])
    paragraphs = [{"type": "TextBlock", "text": one, "wrap": True} for one in texts]
    told = [{"title": name, "value": text} for name, text in facts(alert)]
    card: dict[str, Any] = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": [title, *paragraphs, {"type": "FactSet", "facts": told}],
    }
    if alert.link:
        card["actions"] = [{"type": "Action.OpenUrl", "title": "Open", "url": alert.link}]
    attachment = {
        "contentType": "application/vnd.microsoft.card.adaptive",
        "contentUrl": None,
        "content": card,
    }
    return {"type": "message", "attachments": [attachment]}


def _plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def _marked(text: str) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": text}


def _escaped(text: str) -> str:
    """Slack's three control characters; a station's name must not mention @channel."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
