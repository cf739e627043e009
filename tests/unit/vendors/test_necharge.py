"""NEcharge: what is sent."""

import pytest

from csms.vendors.outgoing import bent
from csms.vendors.registry import vendor

VENDOR = vendor("necharge")


@pytest.mark.parametrize(
    ("asked", "sent"), [(32, 16), (16, 16), (15.9, 13), (9, 8), (7, 6), (6, 6), (5, 0), (0, 0)]
)
def test_limits_are_the_next_lower_step(asked: float, sent: int) -> None:
    period = {"startPeriod": 0, "limit": asked}
    schedule = {"chargingRateUnit": "A", "chargingSchedulePeriod": [period]}
    payload = {"csChargingProfiles": {"stackLevel": 0, "chargingSchedule": schedule}}
    answer = bent("SetChargingProfile", payload, VENDOR)
    (limit,) = answer["csChargingProfiles"]["chargingSchedule"]["chargingSchedulePeriod"]
    assert limit["limit"] == sent
