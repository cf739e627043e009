"""Every frame of every frame file goes through the deployed handler and yields what it must."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.conftest import forget_services
from tests.network import build_network
from tests.vendors.frame_file import EXPECTATIONS, FIDELITIES, FrameCase, frame_cases, included
from tests.vendors.maker_files import only_files
from tests.vendors.playing import Clock, Play, clock_of

from csms.bootstrap import connecting
from csms.vendors.registry import GENERIC, all_vendors

if TYPE_CHECKING:
    from collections.abc import Callable

    from csms.vendors.model import Vendor

TESTS = Path(__file__).parents[1]
CASES = frame_cases()


@pytest.fixture
def deployed_at(deployment: None, monkeypatch: pytest.MonkeyPatch) -> Callable[[FrameCase], Clock]:
    """The deployment at the time of a case."""

    def at(case: FrameCase) -> Clock:
        clock = clock_of(case)
        monkeypatch.setattr(connecting, "utc_now", clock)
        forget_services()
        build_network()
        return clock

    return at


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_frame(case: FrameCase, deployed_at: Callable[[FrameCase], Clock]) -> None:
    found = Play(case, deployed_at(case)).run()
    for name, expected in case.expect.items():
        assert included(expected, found[name]), (name, expected, found[name])


@pytest.mark.slow
@pytest.mark.parametrize("vendor", sorted({one.vendor for one in CASES}))
def test_frames_of_a_maker_need_no_other_makers_file(
    vendor: str, deployed_at: Callable[[FrameCase], Clock], tmp_path: Path
) -> None:
    """Its file alone is there: so whichever other one is removed, these are understood."""
    own = [one for one in CASES if one.vendor == vendor]
    clock = deployed_at(own[0])
    with only_files(lambda name: name == vendor.replace("-", "_"), tmp_path):
        for case in own:
            clock.now = clock_of(case).now
            found = Play(case, clock).run()
            for name, expected in case.expect.items():
                assert included(expected, found[name]), (case.name, name, expected, found[name])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_expects_something_that_can_be_checked(case: FrameCase) -> None:
    assert case.expect
    assert case.expect.keys() <= EXPECTATIONS
    assert case.fidelity in FIDELITIES
    assert case.source


@pytest.mark.parametrize("vendor", (*all_vendors(), GENERIC), ids=lambda vendor: vendor.key)
def test_each_quirk_of_a_maker_has_a_frame_or_a_test(vendor: Vendor) -> None:
    shown = {one.quirk_id for one in CASES if one.vendor == vendor.key}
    for quirk in vendor.quirks:
        if quirk.test == "frame":
            assert quirk.quirk_id in shown
        else:
            file, _, name = quirk.test.partition("::")
            assert f"def {name}(" in (TESTS / file).read_text(encoding="utf-8"), quirk.test
