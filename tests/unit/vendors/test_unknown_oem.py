"""Stations of an unknown maker: what is not sent."""

import pytest

from csms.errors import Rejected
from csms.vendors.outgoing import bent
from csms.vendors.registry import vendor

VENDOR = vendor("unknown-oem")


def test_get_composite_schedule_is_not_sent_and_says_why() -> None:
    with pytest.raises(Rejected, match="OEM-1"):
        bent("GetCompositeSchedule", {"connectorId": 1, "duration": 60}, VENDOR)
