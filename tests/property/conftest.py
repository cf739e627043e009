"""Property tests: bounded, the same examples at every run, no sockets.

More examples by hand: `HYPOTHESIS_PROFILE=search pytest tests/property`.
"""

import os

import pytest
from hypothesis import settings

settings.register_profile("ci", max_examples=200, deadline=None, derandomize=True, database=None)
settings.register_profile("search", max_examples=3000, deadline=None, database=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(autouse=True)
def _no_sockets(socket_disabled: None) -> None:
    """pytest-socket's own fixture, for this tier alone."""
