"""BS: what is sent."""

import pytest

from csms.errors import Rejected
from csms.vendors.outgoing import bent
from csms.vendors.registry import vendor

VENDOR = vendor("bs-ev")


def test_no_longer_tag_is_sent_than_the_station_can_return() -> None:
    start = {"connectorId": 1, "idTag": "A" * 16}
    assert bent("RemoteStartTransaction", start, VENDOR) == start
    with pytest.raises(Rejected, match="16 characters"):
        bent("RemoteStartTransaction", start | {"idTag": "A" * 17}, VENDOR)
