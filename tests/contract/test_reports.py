from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.builders import minutes

from csms.stations.reports import PartHead, ReportPart, in_order

if TYPE_CHECKING:
    from tests.contract.conftest import Ports


def a_part(seq_no: int | None = 0, request_id: int = 7, minute: float = 0) -> ReportPart:
    content = {"seqNo": seq_no, "reportData": [{"value": Decimal("0.1")}]}
    return ReportPart("CP1", "NotifyReport", request_id, seq_no, True, minutes(minute), content)


def test_part_is_stored_whole(ports: "Ports") -> None:
    ports.reports.record(a_part())
    assert ports.reports.parts("CP1", 7) == [a_part()]
    assert ports.reports.heads("CP1") == [PartHead("NotifyReport", 7, 0, True, minutes(0))]


def test_repeated_part_is_one_part_and_the_newest_counts(ports: "Ports") -> None:
    ports.reports.record(a_part(1))
    ports.reports.record(replace(a_part(1, minute=2), more=False))
    (part,) = ports.reports.parts("CP1", 7)
    assert (part.more, part.received_at) == (False, minutes(2))


def test_parts_without_numbers_are_told_apart_by_content(ports: "Ports") -> None:
    first, other = a_part(None), replace(a_part(None), content={"x": 1})
    for part in (first, other, first):
        ports.reports.record(part)
    assert len(ports.reports.parts("CP1", 7)) == 2


def test_request_ids_and_stations_are_kept_apart(ports: "Ports") -> None:
    for request_id in (7, 70, 77, -7):
        ports.reports.record(a_part(request_id=request_id))
    assert [one.request_id for one in ports.reports.parts("CP1", 7)] == [7]
    assert {one.request_id for one in ports.reports.heads("CP1")} == {7, 70, 77, -7}
    assert ports.reports.heads("CP2") == []


def test_kinds_with_one_id_are_kept_apart(ports: "Ports") -> None:
    ports.reports.record(a_part())
    ports.reports.record(replace(a_part(), kind="NotifyMonitoringReport"))
    assert len(ports.reports.parts("CP1", 7)) == 2


def test_more_than_ten_parts_come_in_order(ports: "Ports") -> None:
    for number in reversed(range(12)):
        ports.reports.record(a_part(number))
    assert [one.seq_no for one in in_order(ports.reports.parts("CP1", 7))] == list(range(12))
