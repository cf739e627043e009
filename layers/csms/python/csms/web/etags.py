"""ETags: who polls a page that has not changed gets no body (RFC 9110, 13.1.2)."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from csms.ids import digest

NOT_MODIFIED = 304


class EntityTags:
    """Middleware: tags what a GET answers by its content, and answers 304 to the same tag."""

    def __init__(self, app: ASGIApp) -> None:
        """The application behind it."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        known = Headers(scope=scope).get("if-none-match", "")
        await self._app(scope, receive, _Tagging(send, known))


class _Tagging:
    """Holds the head of an answer back until its content is known."""

    def __init__(self, send: Send, known: str) -> None:
        self._send = send
        self._known = {one.strip().removeprefix("W/") for one in known.split(",")}
        self._head: Message = {}
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._head = message
            return
        self._body += message.get("body", b"")
        if message.get("more_body"):
            return
        if self._head["status"] == 200 and "etag" not in Headers(raw=self._head["headers"]):
            self._tag()
        await self._send(self._head)
        await self._send({"type": "http.response.body", "body": self._body})

    def _tag(self) -> None:
        tag = f'"{digest(self._body.hex())}"'
        headers = MutableHeaders(raw=list(self._head["headers"]))
        headers["etag"] = f"W/{tag}"
        if tag in self._known:
            del headers["content-length"]
            del headers["content-type"]
            self._head["status"], self._body = NOT_MODIFIED, b""
        self._head["headers"] = headers.raw
