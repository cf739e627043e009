"""EN+: what is not sent."""

from pathlib import Path

import pytest

from csms.errors import Rejected
from csms.vendors.outgoing import bent
from csms.vendors.registry import vendor

VENDOR = vendor("en-plus")

ROOT = Path(__file__).parents[3]


def test_change_availability_is_not_sent_and_says_why() -> None:
    with pytest.raises(Rejected, match=r"EN\+ stations do not support ChangeAvailability: ENP-4"):
        bent("ChangeAvailability", {"connectorId": 0, "type": "Inoperative"}, VENDOR)
    assert bent("Reset", {"type": "Soft"}, VENDOR) == {"type": "Soft"}


def test_no_function_asks_a_station_for_a_pong() -> None:
    template = (ROOT / "template.yaml").read_text(encoding="utf-8")
    assert "ApiGatewayV2" in template, "API Gateway pings no client; heartbeats keep sockets open"
    sent = ROOT.glob("layers/csms/python/csms/**/*socket*.py")
    assert not [one for one in sent if "ping(" in one.read_text(encoding="utf-8")]
