"""FoxESS: what is not sent."""

import pytest

from csms.errors import Rejected
from csms.vendors.outgoing import bent
from csms.vendors.registry import vendor

VENDOR = vendor("foxess")

PERIOD = {"startPeriod": 0, "limit": 10}
SCHEDULE = {"chargingRateUnit": "A", "chargingSchedulePeriod": [PERIOD]}


def test_a_limit_of_2_0_1_is_not_sent_and_says_why() -> None:
    profile = {"id": 1, "stackLevel": 0, "chargingSchedule": [SCHEDULE | {"id": 1}]}
    with pytest.raises(Rejected, match=r"use OCPP 1\.6"):
        bent("SetChargingProfile", {"evseId": 1, "chargingProfile": profile}, VENDOR)


def test_a_limit_of_1_6_is_sent() -> None:
    profile = {"chargingProfileId": 1, "stackLevel": 0, "chargingSchedule": SCHEDULE}
    payload = {"connectorId": 1, "csChargingProfiles": profile}
    assert bent("SetChargingProfile", payload, VENDOR) == payload
