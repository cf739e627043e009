"""A network at a time of its own."""

from __future__ import annotations

import pytest
from tests.conftest import forget_services
from tests.network import build_network, top_up
from tests.vendors.playing import Clock
from tests.vendors.whole_session import SITTING

from csms.bootstrap import connecting


@pytest.fixture
def clock(deployment: None, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The time that the deployment takes for now; a driver with money."""
    clock = Clock(SITTING)
    monkeypatch.setattr(connecting, "utc_now", clock)
    monkeypatch.setenv("FINAL_READING_WAIT_SECONDS", "60")
    forget_services()
    build_network()
    top_up(5_000)
    return clock
