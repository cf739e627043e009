"""What reservations cost: used by a session, expired, cancelled; each is paid for once."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from tests.conftest import forget_services
from tests.functional.station import CONTEXT, Station
from tests.functional.test_command_delivery import connect
from tests.functional.test_reservations import BOTH, order, publish, shown, tell
from tests.network import DRIVER, TOKEN, build_network, tariff_document, top_up

from csms.bootstrap import charging_reservations, ledger, services
from csms.clock import from_text, to_text
from csms.commands.model import Command, CommandState
from csms.drivers.model import Token, TokenStatus
from csms.ledger import chart
from csms.settlement.reservation_fees import conclude_due
from csms.settlement.reservation_verdicts import Why
from csms.tariffs.document import tariff_from_document
from session_settlement import post, rate

if TYPE_CHECKING:
    from tests.http_api import Caller

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def priced(kind: str, price: str, reservation: str | None = None) -> dict[str, Any]:
    component = {"type": kind, "price": Decimal(price), "vat": Decimal(19)}
    element: dict[str, Any] = {"price_components": [component]}
    return element | ({"restrictions": {"reservation": reservation}} if reservation else {})


# Without tax: 6.00 per hour while it is kept, 10.00 more for one that expires (OCPI: both hold).
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


def backdated() -> int:
    """A reservation that was accepted two hours ago, for an hour: a session may be over by now."""
    connect("ocpp1.6")
    begin, commands = services().clock() - 2 * HOUR, services().commands
    until = to_text(begin + HOUR)
    payload = {"evse_id": 2, "token_id": TOKEN, "expires_at": until, "reservation_id": 9}
    command = Command("CP1", "m9", "reserve", payload, begin, begin + HOUR)
    commands.mark_sent(commands.add(command), "ReserveNow", begin, {"connectorId": 2})
    accepted = {"status": "Accepted"}
    commands.record_answer("CP1", "m9", CommandState.ANSWERED, accepted, None, begin)
    publish()
    return 9


def accepted_at(operator: Caller, number: int) -> datetime:
    return from_text(shown(operator, number)["accepted_at"])


def look(after: timedelta, *, online: bool = True) -> None:
    """A round of the watch, as late as that; its station has been heard of, or has not."""
    now = services().clock() + after
    if online:
        services().stations.seen("CP1", now)
    assert not [
        one for _, one in conclude_due(now, charging_reservations()) if not isinstance(one, Why)
    ]


def balances() -> dict[str, int]:
    names = {
        "owed": chart.receivable(DRIVER),
        "wallet": chart.wallet(DRIVER),
    }
    found = {name: ledger().balances(one) for name, one in names.items()}
    return {name: one.posted_minor for name, one in found.items() if one}


def use(protocol: str, number: int, at: datetime) -> None:
    """A session of an hour and 10 kWh that names the reservation."""
    begin, end = to_text(at), to_text(at + HOUR)
    if protocol == "ocpp1.6":
        station = Station()
        start = {"connectorId": 2, "idTag": TOKEN, "meterStart": 0, "timestamp": begin}
        given = station.call("StartTransaction", start | {"reservationId": number})
        stop = {"transactionId": given["transactionId"], "meterStop": 10_000, "timestamp": end}
        station.call("StopTransaction", stop)
        return
    station = Station(protocol=protocol)
    token = {"idToken": TOKEN, "type": "ISO14443"}
    for kind, seq_no, moment, wh in (("Started", 0, begin, 0), ("Ended", 1, end, 10_000)):
        value = [{"timestamp": moment, "sampledValue": [{"value": wh}]}]
        event = {"eventType": kind, "seqNo": seq_no, "timestamp": moment, "meterValue": value}
        event |= {"triggerReason": "Authorized", "transactionInfo": {"transactionId": "T1"}}
        if kind == "Started":
            event |= {"evse": {"id": 2}, "idToken": token, "reservationId": number}
        station.call("TransactionEvent", event)


def settled(operator: Caller) -> dict[str, Any]:
    """The newest session, settled by the tasks of its workflow."""
    (session, *_) = operator.get("/sessions").json["items"]
    names = ("session_id", "station_id", "transaction_id")
    execution = {name: session[name] for name in names}
    assert rate.handler(execution, CONTEXT)["decision"] == "post"
    assert post.handler(execution, CONTEXT)["decision"] == "settled"
    found: dict[str, Any] = operator.get(f"/sessions/{session['session_id']}").json
    return found


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
    assert view["cost"]["net"] == {"minor": 1600, "currency": "EUR"}
    assert (view["cost"]["tax"]["minor"], view["cost"]["gross"]["minor"]) == (304, 1904)
    assert (view["cost_reason"], view["transfer_id"]) == ("expired", f"rsv:CP1:{number}")
    assert balances() == {"wallet": 0, "owed": -1404}
    transfer = ledger().transfer(f"rsv:CP1:{number}")
    assert transfer is not None
    assert sum(leg.minor for leg in transfer.legs) == 0
    assert transfer.kind == "reservation"


def test_tariff_is_that_of_the_acceptance(operator: Caller) -> None:
    number = reserve(operator, "ocpp1.6")
    put_tariff(3, elements=[priced("FLAT", "99", "RESERVATION_EXPIRES"), priced("ENERGY", "1")])
    operator.put("/stations/CP1/tariffs", {"rules": [{"tariff_id": "ac"}]})
    look(80 * MINUTE)
    assert shown(operator, number)["cost"]["net"]["minor"] == 1600


@BOTH
def test_used_reservation_is_part_of_its_session_alone(operator: Caller, protocol: str) -> None:
    number = backdated()
    begin = accepted_at(operator, number)
    use(protocol, number, begin + 30 * MINUTE)
    running = operator.get("/sessions").json["items"][0]
    publish()
    look(80 * MINUTE)
    session, view = settled(operator), shown(operator, number)
    assert (view["state"], view["session_id"]) == ("used", session["session_id"])
    assert (view["cost"], view["cost_reason"]) == (None, "used")
    # Half an hour at 6.00, and 10 kWh at 0.59.
    assert session["cost"]["net"]["minor"] == 300 + 590
    assert session["cost"] == running["cost"], "it was shown before"
    lines = {one["item"]: one["net"]["minor"] for one in session["cost_lines"]}
    assert lines == {"reservation": 300, "energy": 590}
    assert ledger().transfer(f"rsv:CP1:{number}") is None


def test_session_that_nobody_noted_in_time_takes_the_reservation_once(operator: Caller) -> None:
    """Its start is noted by the stream; here the settlement is first."""
    number = backdated()
    use("ocpp1.6", number, accepted_at(operator, number) + 30 * MINUTE)
    assert settled(operator)["cost"]["net"]["minor"] == 890
    look(80 * MINUTE)
    assert shown(operator, number)["cost"] is None


def test_reservation_that_was_paid_for_by_itself_is_no_part_of_a_late_session(
    operator: Caller,
) -> None:
    number = backdated()
    look(MINUTE)
    assert shown(operator, number)["cost"]["net"]["minor"] == 1600
    use("ocpp1.6", number, accepted_at(operator, number) + 30 * MINUTE)
    publish()
    assert settled(operator)["cost"]["net"]["minor"] == 590
    for _ in range(2):
        look(90 * MINUTE)
    assert shown(operator, number)["cost"]["net"]["minor"] == 1600


@BOTH
@pytest.mark.parametrize(("grace", "net"), [(0, 0), (300, None)])
def test_cancelling_costs_what_it_was_kept_for_unless_it_was_in_time(
    operator: Caller, protocol: str, grace: int, net: int | None
) -> None:
    elements = [priced("FLAT", "2", "RESERVATION"), priced("ENERGY", "0.59")]
    put_tariff(3, elements=elements, rules={"free_cancellation_s": grace})
    number = reserve(operator, protocol)
    order(operator, protocol, "cancel_reservation", "Accepted", reservation_id=number)
    for _ in range(2):
        look(MINUTE)
    view = shown(operator, number)
    if net is None:
        assert (view["cost"], view["cost_reason"]) == (None, "cancelled_in_time")
        assert balances() == {}
    else:
        assert view["cost_reason"] == "cancelled_late"
        assert view["cost"]["net"]["minor"] == 200
        assert balances() == {"owed": -238}


@BOTH
def test_refused_cancelling_does_not_end_it(operator: Caller, protocol: str) -> None:
    number = reserve(operator, protocol)
    order(operator, protocol, "cancel_reservation", "Rejected", reservation_id=number)
    look(80 * MINUTE)
    assert shown(operator, number)["cost_reason"] == "expired"


def test_station_that_says_a_second_time_that_it_is_cancelled_makes_it_no_cheaper(
    operator: Caller,
) -> None:
    put_tariff(
        3,
        rules={"free_cancellation_s": 0},
        elements=[
            priced("FLAT", "2", "RESERVATION"),
            priced("ENERGY", "0.59"),
        ],
    )
    number = reserve(operator, "ocpp2.0.1")
    update = {"reservationId": number, "reservationUpdateStatus": "Removed"}
    Station(protocol="ocpp2.0.1").call("ReservationStatusUpdate", update)
    order(operator, "ocpp2.0.1", "cancel_reservation", "Accepted", reservation_id=number)
    look(MINUTE)
    assert shown(operator, number)["cost"]["net"]["minor"] == 200


@BOTH
@pytest.mark.parametrize("status", ["Faulted", "Unavailable"])
def test_station_that_fails_under_it_makes_it_free(
    operator: Caller, protocol: str, status: str
) -> None:
    number = reserve(operator, protocol)
    tell(protocol, status)
    look(80 * MINUTE)
    assert shown(operator, number)["cost_reason"] == "ended_by_station"
    assert balances() == {}


def test_station_that_removes_it_makes_it_free(operator: Caller) -> None:
    number = reserve(operator, "ocpp2.0.1")
    update = {"reservationId": number, "reservationUpdateStatus": "Removed"}
    Station(protocol="ocpp2.0.1").call("ReservationStatusUpdate", update)
    look(80 * MINUTE)
    assert shown(operator, number)["cost_reason"] == "ended_by_station"


def test_station_that_is_offline_at_its_end_makes_it_free(operator: Caller) -> None:
    number = reserve(operator, "ocpp1.6")
    look(80 * MINUTE, online=False)
    assert shown(operator, number)["cost_reason"] == "station_offline"
    look(90 * MINUTE)
    assert shown(operator, number)["cost"] is None, "it is decided"
    assert balances() == {}


@BOTH
@pytest.mark.parametrize("answer", ["Occupied", "Faulted", "Rejected", "Unavailable"])
def test_refused_reservation_costs_nothing(operator: Caller, protocol: str, answer: str) -> None:
    until = to_text(services().clock() + HOUR)
    wanted = {"evse_id": 2, "token_id": TOKEN, "expires_at": until}
    call = order(operator, protocol, "reserve", answer, **wanted)
    look(80 * MINUTE)
    view = shown(operator, call[3]["reservationId" if protocol == "ocpp1.6" else "id"])
    assert (view["cost"], view["cost_reason"]) == (None, None)
    assert balances() == {}


@pytest.mark.parametrize(
    "token", [Token("CARD", TokenStatus.ACCEPTED), Token("CARD", TokenStatus.BLOCKED, DRIVER)]
)
def test_token_that_nobody_pays_for_costs_nothing(operator: Caller, token: Token) -> None:
    services().tokens.put(token)
    until = to_text(services().clock() + HOUR)
    wanted = {"evse_id": 2, "token_id": "CARD", "expires_at": until}
    order(operator, "ocpp1.6", "reserve", "Accepted", **wanted)
    look(80 * MINUTE)
    assert balances() == {}


def test_tariff_without_a_price_for_reservations_charges_none(operator: Caller) -> None:
    put_tariff(3, elements=[priced("ENERGY", "0.59")])
    number = reserve(operator, "ocpp1.6")
    look(80 * MINUTE)
    assert shown(operator, number)["cost_reason"] is None


def test_contract_of_the_drivers_group_prices_their_reservation(operator: Caller) -> None:
    club = tariff_document("club", "0.1") | {
        "elements": [priced("FLAT", "1", "RESERVATION_EXPIRES"), priced("ENERGY", "0.1")]
    }
    services().tariffs.put(tariff_from_document(club, 1))
    services().tokens.put(Token(TOKEN, TokenStatus.ACCEPTED, DRIVER, group_id="club"))
    rule = {"tariff_id": "club", "group_id": "club"}
    operator.put("/network/tariffs", {"rules": [rule]})
    number = reserve(operator, "ocpp1.6")
    look(80 * MINUTE)
    assert shown(operator, number)["cost"]["net"]["minor"] == 100
