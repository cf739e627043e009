"""The peers of the payment tests: servers on free ports, and our adapter before them."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import uvicorn

from csms.adapters.stripe.connecting import connect
from csms.adapters.stripe.payments import StripePayments
from csms.adapters.stripe.vault import StripeCards
from payment_sandbox.app import Account, application

ROOT = Path(__file__).parents[2]
API_KEY, WEBHOOK_SECRET = "sk_test_of_the_tests", "whsec_of_the_tests"
# Longer than any answer takes; the short one is for calls that are to time out.
PATIENT_S, IMPATIENT_S = 10.0, 1.0


@dataclass(frozen=True)
class Peer:
    """A server that speaks Stripe."""

    url: str

    def client(self, timeout_s: float = PATIENT_S) -> Any:
        return connect(API_KEY, self.url, timeout_s)

    @property
    def payments(self) -> StripePayments:
        return StripePayments(self.client())

    @property
    def cards(self) -> StripeCards:
        return StripeCards(self.client())

    def control(self, path: str, **body: Any) -> Any:
        """The sandbox's own endpoints."""
        reply = httpx.post(f"{self.url}/_sandbox/{path}", json=body, trust_env=False, timeout=20)
        assert reply.status_code == 200, reply.text
        return reply.json()

    def state(self) -> Any:
        return httpx.get(f"{self.url}/_sandbox/state", trust_env=False).json()

    def fault(self, kind: str, on: str = "*", times: int = 1, amount: int | None = None) -> None:
        one = {"kind": kind, "on": on, "times": times, "amount": amount}
        self.control("faults", faults=[one], hang_s=1.5 * IMPATIENT_S)

    def heal(self) -> None:
        self.control("faults", faults=[])

    def pays(self, provider_id: str, card: str, client_secret: str | None) -> httpx.Response:
        """What a customer does on the provider's page."""
        form = {"card": card, "client_secret": client_secret}
        return httpx.post(f"{self.url}/pay/{provider_id}", data=form, trust_env=False)

    def authenticates(self, thing_id: str, answer: str = "yes") -> None:
        """What a customer says to the bank."""
        httpx.post(f"{self.url}/3ds/{thing_id}", data={"answer": answer}, trust_env=False)


@contextlib.contextmanager
def sandbox(webhook_url: str = "") -> Iterator[Peer]:
    """A sandbox of its own, in a thread."""
    listening = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    app = application(Account(API_KEY, WEBHOOK_SECRET, webhook_url, url, seed=7))
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", timeout_graceful_shutdown=0))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    _wait_for(f"{url}/_sandbox/state")
    try:
        yield Peer(url)
    finally:
        server.should_exit = True
        thread.join(10)
        listening.close()


@contextlib.contextmanager
def localstripe() -> Iterator[Peer]:
    """localstripe (GPL-3.0) as a process in an environment of its own."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    program = ROOT / ".tools" / "localstripe" / "bin" / "localstripe"
    command = [str(program), "--port", str(port), "--from-scratch"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(f"http://127.0.0.1:{port}/")
            yield Peer(f"http://127.0.0.1:{port}")
        finally:
            process.terminate()


def _wait_for(url: str) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with contextlib.suppress(httpx.HTTPError):
            httpx.get(url, trust_env=False, timeout=1)
            return
        time.sleep(0.02)
    raise AssertionError(f"nobody answers at {url}")
