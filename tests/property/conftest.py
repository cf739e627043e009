"""Property tests open no sockets."""

import pytest


@pytest.fixture(autouse=True)
def _no_sockets(socket_disabled: None) -> None:
    """pytest-socket's own fixture, for this tier alone."""
