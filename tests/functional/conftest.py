"""An operator, two drivers, and a small network."""

from __future__ import annotations

import pytest
from tests.http_api import Caller
from tests.network import DRIVER, build_network, top_up


@pytest.fixture
def operator(deployment: None) -> Caller:
    """A member of the group `operators`, in an empty deployment."""
    return Caller("operator_api", {"sub": "operator-1", "cognito:groups": "[operators]"})


@pytest.fixture
def network(deployment: None) -> None:
    """Station CP1 with EVSE 1 (AC, 0.35 net) and 2 (DC, 0.59 net), tokens, tariffs."""
    build_network()


@pytest.fixture
def driver(network: None) -> Caller:
    """The network's driver."""
    return Caller("client_api", {"sub": DRIVER, "email": "driver@example.com"})


@pytest.fixture
def credit(network: None) -> None:
    """Money in the wallets of both drivers."""
    for driver_id in (DRIVER, "driver-2"):
        top_up(5_000, driver_id)


@pytest.fixture
def stranger(network: None) -> Caller:
    """Another driver."""
    return Caller("client_api", {"sub": "driver-2"})
