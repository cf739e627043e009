"""Huawei: what is sent."""

from csms.vendors.outgoing import bent
from csms.vendors.registry import vendor

VENDOR = vendor("huawei")


def test_limits_are_sent_in_watts() -> None:
    period = {"startPeriod": 0, "limit": 16, "numberPhases": 3}
    one_phase = {"startPeriod": 600, "limit": 6.5, "numberPhases": 1}
    schedule = {"chargingRateUnit": "A", "chargingSchedulePeriod": [period, one_phase]}
    profile = {"stackLevel": 2, "chargingSchedule": schedule}
    sent = bent("SetChargingProfile", {"connectorId": 1, "csChargingProfiles": profile}, VENDOR)
    shown = sent["csChargingProfiles"]["chargingSchedule"]
    assert shown["chargingRateUnit"] == "W"
    assert [one["limit"] for one in shown["chargingSchedulePeriod"]] == [11_040, 1_495]
    assert schedule["chargingRateUnit"] == "A", "what was asked for stays as it was"
