"""A sandbox for each test; a stepped clock; what a use case needs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import boto3
import pytest
from tests.conftest import forget_services
from tests.payments.deployed import Deployed, environment
from tests.payments.peers import IMPATIENT_S, PATIENT_S, Peer, sandbox
from tests.payments.terminal_world import TerminalWorld

from csms.adapters.memory.books import Books as MemoryBooks
from csms.adapters.memory.holds import MemoryHolds
from csms.adapters.memory.ledger import MemoryLedger
from csms.adapters.memory.payments import MemoryPayments
from csms.adapters.stripe.payments import StripePayments
from csms.payments.asking import Paying
from csms.payments.books import Books


class SteppedClock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **duration: float) -> None:
        self.now += timedelta(**duration)


@pytest.fixture
def peer() -> Iterator[Peer]:
    with sandbox() as running:
        yield running


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock()


@pytest.fixture
def paying(request: pytest.FixtureRequest, peer: Peer, clock: SteppedClock) -> Paying:
    """Impatient where a test's fault is a time-out."""
    fault = getattr(request.node, "callspec", None) and request.node.callspec.params.get("fault")
    seconds = IMPATIENT_S if str(fault).startswith("timeout") else PATIENT_S
    return Paying(MemoryPayments(), StripePayments(peer.client(seconds)), clock)


@pytest.fixture
def books() -> Books:
    """Ledger and holds over the same entries."""
    kept = MemoryBooks()
    return Books(MemoryLedger(kept), MemoryHolds(kept))


@pytest.fixture
def deployed(deployment: None, peer: Peer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Deployed]:
    """The payment functions over moto; what their policies would refuse is a failure."""
    for name, value in environment(peer).items():
        monkeypatch.setenv(name, value)
    forget_services()
    running = Deployed(peer)
    yield running
    assert running.gate.refused == []


@pytest.fixture
def world(deployment: None, peer: Peer, monkeypatch: pytest.MonkeyPatch) -> Iterator[TerminalWorld]:
    for name, value in environment(peer).items():
        monkeypatch.setenv(name, value)
    topic = boto3.client("sns").create_topic(Name="alerts")
    monkeypatch.setenv("ALERTS_TOPIC_ARN", topic["TopicArn"])
    forget_services()
    running = TerminalWorld(Deployed(peer))
    running.open()
    yield running
    assert running.deployed.gate.refused == []
