import pytest

from csms.charging.limits import ChargingLimit, limit_of
from csms.errors import Rejected


def test_a_start_without_a_limit_has_none() -> None:
    assert limit_of({}) is None
    assert limit_of({"limit": None}) is None


def test_each_limit_may_stand_alone() -> None:
    assert limit_of({"limit": {"max_time_s": 60}}) == ChargingLimit(max_time_s=60)


@pytest.mark.parametrize(
    "limit",
    [{}, [], 5, {"max_cost": 5}, {"max_time_s": 0}, {"max_time_s": -1}, {"max_time_s": 1.5},
     {"max_time_s": True}, {"max_time_s": "60"}, {"max_energy_wh": 1 << 31}],
)  # fmt: skip
def test_what_is_no_limit_is_refused(limit: object) -> None:
    with pytest.raises(Rejected, match="limit"):
        limit_of({"limit": limit})
