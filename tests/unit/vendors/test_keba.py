"""What is sent to Keba stations."""

from csms.vendors.makers.keba import VENDOR
from csms.vendors.outgoing import bent


def test_keba_gets_its_limit_in_milliampere() -> None:
    key = {"key": "max_current_a", "value": "16"}
    assert bent("ChangeConfiguration", key, VENDOR) == {
        "key": "MaxAvailableCurrent",
        "value": "16000",
    }
