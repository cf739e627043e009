"""StatusNotification: whose table a fault is of, and that none is told twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from csms.stations.model import Fault
from csms.vendors import statuses
from csms.vendors.model import Match, Notes, Payload, Vendor
from csms.vendors.registry import GENERIC

if TYPE_CHECKING:
    from collections.abc import Callable

STATUS = {"connectorId": 1, "status": "Faulted", "errorCode": "OtherError"}


def reads(table: str) -> Callable[[Payload, Notes], Payload]:
    def status(payload: Payload, notes: Notes) -> Payload:
        notes.faults.append(Fault(table, "read"))
        return payload | {"info": table}

    return status


MAKER = Vendor(
    "works",
    "Works",
    (Match("Works"),),
    incoming={"StatusNotification": reads("own")},
    incoming_2x={"StatusNotification": reads("own")},
)
OTHER = replace(MAKER, key="other", name="Other", incoming={"StatusNotification": reads("theirs")})


@pytest.fixture(autouse=True)
def tables(monkeypatch: pytest.MonkeyPatch) -> None:
    owners = {"Works": MAKER, "Other": OTHER}
    monkeypatch.setattr(statuses, "by_vendor_id", owners.get)


def faults(payload: Payload, vendor: Vendor) -> list[Fault]:
    notes = Notes(datetime(2026, 11, 23, 12, tzinfo=UTC))
    statuses.unified(payload, notes, vendor)
    return notes.faults


@pytest.mark.parametrize(
    ("vendor_id", "vendor", "found"),
    [
        (None, MAKER, [Fault("own", "read")]),
        ("Works", MAKER, [Fault("own", "read")]),
        ("Other", GENERIC, [Fault("theirs", "read")]),
        ("Other", MAKER, [Fault("theirs", "read"), Fault("own", "read")]),
        ("Nobody", GENERIC, [Fault("Nobody", "E42", "hot")]),
        (None, GENERIC, [Fault("generic", "E42", "hot")]),
    ],
)
def test_a_makers_reading_takes_the_place_of_the_general_fault(
    vendor_id: str | None, vendor: Vendor, found: list[Fault]
) -> None:
    named = {"vendorId": vendor_id} if vendor_id else {}
    payload = STATUS | {"vendorErrorCode": "E42", "info": "hot"} | named
    assert faults(payload, vendor) == found


def test_an_unknown_error_code_is_other_error_and_a_fault() -> None:
    notes = Notes(datetime(2026, 11, 23, 12, tzinfo=UTC))
    payload = statuses.unified(STATUS | {"errorCode": "Smoke"}, notes, GENERIC)
    assert payload["errorCode"] == "OtherError"
    assert notes.faults == [Fault("generic", "Smoke")]


def test_a_status_of_2_0_1_is_read_by_its_maker_alone() -> None:
    payload = {"connectorStatus": "Available", "evseId": 1, "connectorId": 1}
    assert faults(payload, MAKER) == [Fault("own", "read")]
    assert faults(payload, GENERIC) == []
