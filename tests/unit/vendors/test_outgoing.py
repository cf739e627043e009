"""What is sent is bent to what a maker's stations understand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from csms.errors import Rejected
from csms.vendors.model import Key, Quirk, Traits, Vendor
from csms.vendors.outgoing import bent

PLAIN = Vendor("plain", "Plain", ())


def maker(**traits: Any) -> Vendor:
    return Vendor("made-up", "Made Up", (), traits=Traits(**traits))


def profile(unit: str, *limits: Any, **more: Any) -> dict[str, Any]:
    periods = [{"startPeriod": 60 * number, "limit": limit} for number, limit in enumerate(limits)]
    return {
        "connectorId": 1,
        "csChargingProfiles": {
            "chargingProfileId": 1,
            "stackLevel": 3,
            "chargingProfilePurpose": "TxDefaultProfile",
            "chargingProfileKind": "Absolute",
            "chargingSchedule": {
                "chargingRateUnit": unit, "chargingSchedulePeriod": periods, **more
            },
        },
    }  # fmt: skip


def sent(payload: dict[str, Any], vendor: Vendor) -> dict[str, Any]:
    found: dict[str, Any] = bent("SetChargingProfile", payload, vendor)["csChargingProfiles"]
    return found


def limits(payload: dict[str, Any], vendor: Vendor) -> tuple[str, list[Any]]:
    schedule = sent(payload, vendor)["chargingSchedule"]
    return schedule["chargingRateUnit"], [
        one["limit"] for one in schedule["chargingSchedulePeriod"]
    ]


def test_to_a_maker_without_habits_all_goes_as_it_is() -> None:
    payload = profile("A", 16, Decimal("6.5"))
    assert bent("SetChargingProfile", payload, PLAIN) == payload
    key = {"key": "MeterValuesSampledData", "value": "Power.Active.Import,Voltage"}
    assert bent("ChangeConfiguration", key, PLAIN) == key


def test_a_profile_goes_at_the_highest_stack_level_that_works() -> None:
    assert sent(profile("A", 16), maker(highest_stack_level=0))["stackLevel"] == 0
    assert sent(profile("A", 16), maker(highest_stack_level=8))["stackLevel"] == 3


def test_a_profile_goes_as_the_kind_that_works() -> None:
    bent_profile = sent(profile("A", 16), maker(profile_kind="Relative"))
    assert bent_profile["chargingProfileKind"] == "Relative"


def test_amperes_become_watts_by_the_phases_of_the_period_one_if_it_names_none() -> None:
    payload = profile("A", 16, 10)
    periods = payload["csChargingProfiles"]["chargingSchedule"]["chargingSchedulePeriod"]
    periods[1]["numberPhases"] = 3
    assert limits(payload, maker(charging_rate_unit="W")) == ("W", [3680, 6900])


def test_watts_become_amperes_never_above_what_was_asked_for() -> None:
    unit, (limit,) = limits(profile("W", 11000), maker(charging_rate_unit="A"))
    assert (unit, limit) == ("A", Decimal("15.9"))
    assert limit * 690 <= 11000


def test_the_lowest_rate_is_converted_as_well() -> None:
    schedule = sent(profile("A", 16, minChargingRate=6), maker(charging_rate_unit="W"))
    assert schedule["chargingSchedule"]["minChargingRate"] == 1380


def test_a_profile_of_2x_has_several_schedules() -> None:
    one = profile("A", 16)["csChargingProfiles"]
    payload = {
        "evseId": 1,
        "chargingProfile": one | {"chargingSchedule": [one["chargingSchedule"]]},
    }
    found = bent("SetChargingProfile", payload, maker(charging_rate_unit="W"))
    (schedule,) = found["chargingProfile"]["chargingSchedule"]
    assert schedule["chargingSchedulePeriod"][0]["limit"] == 3680


def test_a_remote_start_with_a_profile_is_bent_too() -> None:
    start = {"idTag": "T", "chargingProfile": profile("A", 16)["csChargingProfiles"]}
    found = bent("RemoteStartTransaction", start, maker(highest_stack_level=0))
    assert found["chargingProfile"]["stackLevel"] == 0


@pytest.mark.parametrize(("asked", "goes"), [(32, 16), (15, 13), (6, 6), (5, 0), (0, 0)])
def test_limits_are_the_next_lower_ones_that_the_maker_knows(asked: int, goes: int) -> None:
    assert limits(profile("A", asked), maker(limits_a=(6, 8, 10, 13, 16))) == ("A", [goes])


@pytest.mark.parametrize(("scale", "goes"), [("0.1", "160"), ("0.001", "16000"), ("1", "16")])
def test_a_key_is_set_in_the_unit_of_its_maker(scale: str, goes: str) -> None:
    own = Vendor("made-up", "Made Up", (), configuration={"its_Max": Key("max_current_a", scale)})
    asked = {"key": "max_current_a", "value": "16"}
    assert bent("ChangeConfiguration", asked, own) == {"key": "its_Max", "value": goes}


def test_a_maker_s_own_key_goes_as_it_was_given() -> None:
    own = Vendor("made-up", "Made Up", (), configuration={"its_Max": Key("max_current_a", "0.1")})
    asked = {"key": "its_Max", "value": "160"}
    assert bent("ChangeConfiguration", asked, own) == asked


def test_what_is_no_number_is_refused_for_a_key_with_a_unit() -> None:
    own = Vendor("made-up", "Made Up", (), configuration={"its_Max": Key("max_current_a", "0.1")})
    with pytest.raises(Rejected, match="take no"):
        bent("ChangeConfiguration", {"key": "max_current_a", "value": "much"}, own)


def test_an_action_that_the_maker_s_stations_do_not_know_is_refused_with_its_quirk() -> None:
    quirk = Quirk("MAD-1", "ChangeAvailability hangs", "refused", "a source", "B")
    traits = Traits(unsupported_actions=frozenset({"ChangeAvailability"}))
    vendor = Vendor("made-up", "Made Up", (), (quirk,), traits)
    with pytest.raises(Rejected, match="MAD-1"):
        bent("ChangeAvailability", {"connectorId": 0, "type": "Operative"}, vendor)


def test_a_tag_longer_than_the_maker_takes_is_refused() -> None:
    short = maker(longest_tag=16)
    start = {"idTag": "1234567890123456"}
    assert bent("RemoteStartTransaction", start, short) == start
    with pytest.raises(Rejected, match="16 characters"):
        bent("RemoteStartTransaction", {"idTag": start["idTag"] + "7"}, short)


def test_a_local_list_goes_without_tags_longer_than_the_maker_takes() -> None:
    entries = [{"idTag": "1234567890123456"}, {"idTag": "12345678901234567"}]
    sent_list = {"listVersion": 3, "updateType": "Full", "localAuthorizationList": entries}
    found = bent("SendLocalList", sent_list, maker(longest_tag=16))
    assert found == sent_list | {"localAuthorizationList": entries[:1]}
    assert bent("SendLocalList", sent_list, PLAIN) == sent_list


def test_only_measurands_that_the_maker_has_are_asked_for() -> None:
    few = maker(measurands=("Power.Active.Import", "Voltage"))
    asked = {"key": "MeterValuesSampledData", "value": "SoC, Voltage"}
    assert bent("ChangeConfiguration", asked, few)["value"] == "Voltage"
    with pytest.raises(Rejected, match=r"Power\.Active\.Import, Voltage"):
        bent("ChangeConfiguration", asked | {"value": "SoC"}, few)
    assert bent("ChangeConfiguration", asked | {"value": ""}, few)["value"] == ""


def test_measurands_are_asked_for_phase_by_phase() -> None:
    asked = {"key": "StopTxnSampledData", "value": "Voltage,Current.Import.L1,SoC"}
    found = bent("ChangeConfiguration", asked, maker(phased_measurands=True))
    assert found["value"] == "Voltage.L1-N,Voltage.L2-N,Voltage.L3-N,Current.Import.L1,SoC"
