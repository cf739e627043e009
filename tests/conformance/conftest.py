import pytest
from tests.http_api import Caller
from tests.network import build_network


@pytest.fixture
def operator(deployment: None) -> Caller:
    """A member of the group `operators` over the small network."""
    build_network()
    return Caller("operator_api", {"sub": "operator-1", "cognito:groups": "[operators]"})
