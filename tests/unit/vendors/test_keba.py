"""What is sent to Keba stations."""

from csms.vendors.outgoing import bent
from csms.vendors.registry import vendor

VENDOR = vendor("keba")


def test_keba_gets_its_limit_in_milliampere() -> None:
    key = {"key": "max_current_a", "value": "16"}
    assert bent("ChangeConfiguration", key, VENDOR) == {
        "key": "MaxAvailableCurrent",
        "value": "16000",
    }
