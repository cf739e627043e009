"""The HTTP port forwards what comes, whatever it holds."""

from __future__ import annotations

import asyncio
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING

import httpx
import pytest

from local_stack.edge.web import application

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEY = "sch\xf6n".encode("latin-1")


@pytest.fixture
def api() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Where an API answers, and what it has got: path, Idempotency-Key."""
    got: list[tuple[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            got.append((self.path, self.headers["idempotency-key"]))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", got
    server.shutdown()
    server.server_close()


def test_a_header_that_is_no_ascii_is_forwarded_as_it_came(
    api: tuple[str, list[tuple[str, str]]], tmp_path: Path
) -> None:
    target, got = api
    edge = application(target, tmp_path / "none", tmp_path / "stack.json", target)

    async def ask() -> int:
        transport = httpx.ASGITransport(edge)
        async with httpx.AsyncClient(transport=transport, base_url="http://edge") as client:
            path = "/client/v1/sta%2Ftions?a=%20b"
            return (await client.get(path, headers=[(b"idempotency-key", KEY)])).status_code

    assert asyncio.run(ask()) == 204
    assert got == [("/client/v1/sta%2Ftions?a=%20b", KEY.decode("latin-1"))]
