"""What reservations cost: used by a session, expired, cancelled; each is paid for once."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from tests.conftest import forget_services
from tests.functional.station import CONTEXT, Station
from tests.functional.test_reservations import BOTH, order, publish, shown, tell
from tests.network import DRIVER, TOKEN, build_network, tariff_document

from csms.bootstrap import charging_reservations, ledger, services
from csms.clock import from_text, to_text
from csms.ledger import chart
from csms.settlement.reservation_fees import conclude_due
from csms.settlement.reservation_verdicts import Why
from csms.stations.reservations import Reservation, ReservationFee
from csms.tariffs.document import tariff_from_document
from scheduled_jobs import charge_reservations

if TYPE_CHECKING:
    from tests.http_api import Caller

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def priced(kind: str, price: str, reservation: str | None = None) -> dict[str, Any]:
    component = {"type": kind, "price": Decimal(price), "vat": Decimal(19)}
    element: dict[str, Any] = {"price_components": [component]}
    return element | ({"restrictions": {"reservation": reservation}} if reservation else {})


# 6.00 per hour while it is kept, 10.00 for one that expires; all without tax.
ELEMENTS = [
    priced("TIME", "6", "RESERVATION"),
    priced("FLAT", "10", "RESERVATION_EXPIRES"),
    priced("ENERGY", "0.59"),
]


@pytest.fixture(autouse=True)
def network(deployment: None, monkeypatch: pytest.MonkeyPatch) -> None:
    boto3.client("events").create_event_bus(Name="bus")
    monkeypatch.setenv("EVENT_BUS_NAME", "bus")
    forget_services()
    build_network()
    put_tariff(2)


def put_tariff(version: int, **fields: Any) -> None:
    document = tariff_document("dc", "0.59") | {"elements": ELEMENTS} | fields
    services().tariffs.put(tariff_from_document(document, version))


def reserve(operator: Caller, protocol: str, *, minutes: int = 60) -> int:
    until = to_text(services().clock() + minutes * MINUTE)
    wanted = {"evse_id": 2, "token_id": TOKEN, "expires_at": until}
    call = order(operator, protocol, "reserve", "Accepted", **wanted)
    number: int = call[3]["reservationId" if protocol == "ocpp1.6" else "id"]
    return number


def accepted_at(operator: Caller, number: int) -> datetime:
    return from_text(shown(operator, number)["accepted_at"])


def look(after: timedelta, *, online: bool = True) -> None:
    """A round of the watch, as late as that; its station has been heard of, or has not."""
    now = services().clock() + after
    if online:
        services().stations.seen("CP1", now)
    assert not [one for _, one in conclude_due(now, charging_reservations()) if not isinstance(one, Why)]


def balances() -> dict[str, int]:
    names = {
        "owed": chart.receivable(DRIVER),
        "wallet": chart.wallet(DRIVER),
    }
    found = {name: ledger().balances(one) for name, one in names.items()}
    return {name: one.posted_minor for name, one in found.items() if one}


def summed() -> dict[str, Any]:
    """What all accounts of the driver and of the network stand at."""
    return balances()


@BOTH
def test_reservation_that_expires_unused_is_charged_once(operator: Caller, protocol: str) -> None:
    top_up(500)
    number = reserve(operator, protocol)
    assert shown(operator, number)["cost"] is None
    look(60 * MINUTE)
    assert shown(operator, number)["cost"] is None, "a session may be on its way"
    for _ in range(3):
        look(80 * MINUTE)
    view = shown(operator, number)
    assert view["cost"]["net"] == {"minor": 1000, "currency": "EUR"}
    assert (view["cost"]["tax"]["minor"], view["cost"]["gross"]["minor"]) == (190, 1190)
    assert (view["cost_reason"], view["transfer_id"]) == ("expired", f"rsv:CP1:{number}")
    assert balances() == {"wallet": 0, "owed": -690}
    transfer = ledger().transfer(f"rsv:CP1:{number}")
    assert transfer is not None
    assert sum(leg.minor for leg in transfer.legs) == 0
    assert transfer.kind == "reservation"


def test_tariff_is_that_of_the_acceptance(operator: Caller) -> None:
    number = reserve(operator, "ocpp1.6")
    put_tariff(3, elements=[priced("FLAT", "99", "RESERVATION_EXPIRES"), priced("ENERGY", "1")])
    operator.put("/stations/CP1/tariffs", {"rules": [{"tariff_id": "ac"}]})
    look(80 * MINUTE)
    assert shown(operator, number)["cost"]["net"]["minor"] == 1000


@BOTH
def test_used_reservation_is_part_of_its_session_alone(operator: Caller, protocol: str) -> None:
    number = reserve(operator, protocol)
    begin = accepted_at(operator, number)
    started = begin + 30 * MINUTE
    session = use(operator, protocol, number, started)
    look(80 * MINUTE)
    view = shown(operator, number)
    assert (view["state"], view["cost"], view["session_id"]) == (
        "used",
        None,
        session["session_id"],
    )
    settle(session)
    settled = operator.get(f"/sessions/{session['session_id']}").json
    # Half an hour at 6.00, and 10 kWh at 0.59.
    assert settled["cost"]["net"]["minor"] == 300 + 590
    lines = {one["dimension"]: one["net"]["minor"] for one in settled["cost_lines"]}
    assert sorted(lines.values()) == [300, 590]
