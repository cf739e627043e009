"""Phases under any name make one total."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from csms.charging.metering import POWER, REGISTER, Sample, reading_of

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def power(watts: int, phase: str | None) -> Sample:
    return Sample(Decimal(watts), POWER, "W", phase)


@pytest.mark.parametrize(
    ("phases", "watts"),
    [
        ({"L1": 100, "L2": 200, "L3": 300}, 600),
        ({"L1-N": 100, "L2-N": 200, "L3-N": 300}, 600),
        ({"L1": 100, "L2": 200, "L3": 300, "N": 7}, 600),
        ({"L1": 100, "L1-N": 100}, 100),
        ({"N": 600}, 600),
        ({"L2": 600}, 600),
        ({None: 590, "L1": 100, "L2": 200, "L3": 300}, 590),
    ],
)
def test_power_of_phases(phases: dict[str | None, int], watts: int) -> None:
    samples = [power(value, phase) for phase, value in phases.items()]
    assert reading_of(NOW, samples).power_w == watts


def test_a_register_on_a_lone_phase_is_the_total() -> None:
    assert reading_of(NOW, [Sample(Decimal(9000), REGISTER, "Wh", "N")]).register_wh == 9000
