from itertools import permutations

import pytest
from tests.builders import NOW, minutes

from csms.adapters.memory.reports import MemoryReports
from csms.stations.device_model import device_model
from csms.stations.reports import PartHead, ReportPart, progress


def heads(*parts: tuple[int | None, bool]) -> list[PartHead]:
    return [PartHead("NotifyReport", 1, number, more, NOW) for number, more in parts]


@pytest.mark.parametrize(
    ("parts", "complete", "missing"),
    [
        ([(0, False)], True, ()),
        ([(0, True)], False, ()),
        ([(0, True), (1, True), (2, False)], True, ()),
        ([(0, True), (2, False)], False, (1,)),
        ([(2, False)], False, (1,)),
        ([(1, True), (2, True), (3, False)], True, ()),
        ([(1, False), (2, False), (3, False)], True, ()),
        ([(0, False), (1, True)], False, ()),
        ([(None, True)], False, ()),
        ([(None, True), (None, False)], True, ()),
    ],
)
def test_report_is_complete_when_all_up_to_an_end_are_there(
    parts: list[tuple[int | None, bool]], complete: bool, missing: tuple[int, ...]
) -> None:
    for order in permutations(parts):
        found = progress(heads(*order, order[0]))
        assert (found.complete, found.missing) == (complete, missing)


def test_huge_number_costs_nothing() -> None:
    found = progress(heads((0, True), (2**31 - 1, False)))
    assert len(found.missing) == 100


def test_device_model_is_of_the_newest_complete_report() -> None:
    reports = MemoryReports()
    for request_id, minute, more in ((1, 0, False), (2, 5, False), (3, 9, True)):
        content = {"reportData": [{"request": request_id}]}
        reports.record(
            ReportPart("CP1", "NotifyReport", request_id, 0, more, minutes(minute), content)
        )
    other = {"reportData": ["no"]}
    reports.record(ReportPart("CP1", "NotifyMonitoringReport", 9, 0, False, minutes(20), other))
    model = device_model("CP1", reports)
    assert model is not None
    assert (model.request_id, model.variables) == (2, [{"request": 2}])
    assert device_model("CP2", reports) is None
