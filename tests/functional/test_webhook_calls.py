"""What the answer of a webhook's receiver means."""

from __future__ import annotations

import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from csms.adapters.alerting.https import Https
from csms.errors import Rejected, Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Receiver(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        status = int(self.path.rpartition("/")[2])
        self.send_response(status)
        self.send_header("location", "http://127.0.0.1:1/elsewhere")
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Quiet."""


@pytest.fixture
def receiver() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_what_an_answer_means(receiver: str) -> None:
    https = Https(local=True)
    for status in (200, 202, 204):
        assert https.post(f"{receiver}/{status}", b"{}", {}) == status
    for status in (408, 429, 500, 503):
        with pytest.raises(Unavailable, match=str(status)):
            https.post(f"{receiver}/{status}", b"{}", {})
    for status in (301, 307, 400, 401, 404):
        with pytest.raises(Rejected, match=str(status)):
            https.post(f"{receiver}/{status}", b"{}", {})


def test_who_does_not_listen_is_tried_again() -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    with pytest.raises(Unavailable):
        Https(local=True).post(f"http://127.0.0.1:{port}/", b"{}", {})
