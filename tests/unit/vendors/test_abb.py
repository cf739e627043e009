"""What is sent to ABB stations."""

import pytest

from csms.errors import Rejected
from csms.vendors.outgoing import bent
from csms.vendors.registry import vendor

VENDOR = vendor("abb")


def test_abb_is_asked_only_for_what_terra_ac_measures() -> None:
    key = {"key": "MeterValuesSampledData", "value": "SoC,Power.Active.Import,Voltage"}
    assert bent("ChangeConfiguration", key, VENDOR)["value"] == "Power.Active.Import,Voltage"
    with pytest.raises(Rejected, match="measure only"):
        bent("ChangeConfiguration", key | {"value": "SoC"}, VENDOR)


def test_abb_gets_profiles_at_stack_level_0() -> None:
    profile = {"csChargingProfiles": {"stackLevel": 5}}
    assert bent("SetChargingProfile", profile, VENDOR)["csChargingProfiles"]["stackLevel"] == 0
