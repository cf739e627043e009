"""What would reach people, kept and shown: e-mail, SMS and push on their way to SNS, and webhooks.

SNS of the functions leads here (`local_stack.template`): a publish is noted and passed on to the
embedded AWS. Webhooks to `/inbox/hooks/…` are noted and answered; `?status=503` answers that.
"""

import json
from collections import deque
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import httpx
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

KEPT = 500
_PAGE = Path(__file__).with_name("inbox.html")
_TEXTS = {"email": "email", "sms": "sms", "push": "APNS"}


class Inbox:
    """The newest messages, oldest first."""

    def __init__(self, aws_url: str) -> None:
        self._aws_url = aws_url
        self._messages: deque[dict[str, Any]] = deque(maxlen=KEPT)
        self._numbers = count(1)
        self._client = httpx.AsyncClient(trust_env=False, timeout=30)

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/inbox", lambda _: RedirectResponse("/inbox/")),
            Route("/inbox/", lambda _: FileResponse(_PAGE)),
            Route("/inbox/messages", self._list),
            Route("/inbox/sns", self._sns, methods=["POST"]),
            Route("/inbox/sns/", self._sns, methods=["POST"]),
            Route("/inbox/hooks/{name:path}", self._hook, methods=["POST"]),
        ]

    async def _list(self, request: Request) -> Response:
        """`?after=<number>`: those that came behind it."""
        after = int(request.query_params.get("after", "0"))
        shown = [one for one in self._messages if one["number"] > after]
        return JSONResponse({"items": shown}, headers={"cache-control": "no-store"})

    async def _sns(self, request: Request) -> Response:
        body = await request.body()
        form = dict(parse_qsl(body.decode()))
        headers = {
            name: value
            for name, value in request.headers.items()
            if name in {"authorization", "content-type", "x-amz-date"}
        }
        answer = await self._client.post(self._aws_url + "/", content=body, headers=headers)
        if form.get("Action") == "Publish":
            self._note(published(form), answer.status_code)
        return Response(answer.content, answer.status_code, media_type="text/xml")

    async def _hook(self, request: Request) -> Response:
        body = await request.body()
        status = int(request.query_params.get("status", "200"))
        said = called(request.path_params["name"], dict(request.headers), body)
        self._note(said, status)
        return Response(status_code=status)

    def _note(self, said: dict[str, Any], status: int) -> None:
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        head = {"number": next(self._numbers), "at": at, "status": status}
        self._messages.append(head | said)


def published(form: dict[str, str]) -> dict[str, Any]:
    """What SNS is asked to tell: an alert to a channel, or an alarm to whoever subscribed."""
    attributes = _attributes(form)
    way = attributes.get("type", "topic")
    text = form.get("Message", "")
    if form.get("MessageStructure") == "json":
        texts = json.loads(text)
        text = texts.get(_TEXTS.get(way, "default"), texts["default"])
    topic = form.get("TopicArn", form.get("TargetArn", "")).rpartition(":")[2]
    return {
        "way": way,
        "to": attributes.get("channel", topic),
        "subject": form.get("Subject"),
        "text": text,
        "content": None,
    }


def _attributes(form: dict[str, str]) -> dict[str, str]:
    names = {
        key.removesuffix(".Name"): value
        for key, value in form.items()
        if key.startswith("MessageAttributes.entry.") and key.endswith(".Name")
    }
    return {name: form.get(f"{key}.Value.StringValue", "") for key, name in names.items()}


def called(name: str, headers: dict[str, str], body: bytes) -> dict[str, Any]:
    """What a webhook was told; who is meant shows in its form."""
    try:
        content = json.loads(body)
    except ValueError:
        content = body.decode(errors="replace")
    way, subject = _recognised(name, content)
    text = "\n".join(_texts(content)) or None
    signature = {one: headers[one] for one in headers if one.startswith("webhook-")}
    return {
        "way": way,
        "to": name,
        "subject": subject,
        "text": text,
        "content": content,
        "headers": signature,
    }


def _texts(content: Any) -> list[str]:
    """What people read of it beside its headline."""
    match content:
        case {"attachments": [{"blocks": blocks}]}:
            return [one["text"]["text"] for one in blocks if one["type"] == "section"]
        case {"attachments": [{"content": {"body": [_, *blocks]}}]}:
            return [one["text"] for one in blocks if one["type"] == "TextBlock"]
        case {"payload": {"custom_details": told}} | {"incident": told}:
            return [told["cause"], told["advice"]]
    return []


def _recognised(name: str, content: Any) -> tuple[str, str | None]:
    way, subject = "webhook", None
    match content:
        case {"text": str(text), "attachments": _}:
            way, subject = "slack", text
        case {"type": "message", "attachments": [{"content": {"body": [{"text": text}, *_]}}, *_]}:
            way, subject = "teams", text
        case {"routing_key": _, "payload": {"summary": str(summary)}}:
            way, subject = "pagerduty", summary
        case {"routing_key": _, "event_action": action, "dedup_key": key}:
            way, subject = "pagerduty", f"{action} {key}"
        case {"type": kind, "incident": {"title": title}}:
            subject = f"{kind}: {title}"
        case {"message": str(text)} | {"note": str(text)} if "v2/alerts" in name:
            way, subject = "opsgenie", text
    return way, subject
