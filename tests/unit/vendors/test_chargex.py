"""What is sent to ChargeX stations."""

import pytest

from csms.errors import Rejected
from csms.vendors.outgoing import bent
from csms.vendors.registry import vendor

VENDOR = vendor("chargex")


def test_chargex_is_not_asked_to_change_its_availability() -> None:
    with pytest.raises(Rejected, match="CHX-1"):
        bent("ChangeAvailability", {"connectorId": 1, "type": "Inoperative"}, VENDOR)
