"""What is sent to Wallbox stations."""

from csms.vendors.outgoing import bent
from csms.vendors.registry import vendor

VENDOR = vendor("wallbox")


def test_wallbox_gets_profiles_at_stack_level_0() -> None:
    profile = {"csChargingProfiles": {"stackLevel": 5}}
    assert bent("SetChargingProfile", profile, VENDOR)["csChargingProfiles"]["stackLevel"] == 0


def test_wallbox_is_asked_for_its_boot() -> None:
    assert VENDOR.traits.boots_when_asked
