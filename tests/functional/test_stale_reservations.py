"""A station names a reservation that is another's, over, or cancelled."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from tests.functional.station import Station
from tests.functional.test_reservation_fees import (
    HOUR,
    MINUTE,
    accepted_at,
    backdated,
    network,
    priced,
    put_tariff,
    settled,
    use,
)
from tests.functional.test_reservations import BOTH, publish
from tests.network import DRIVER

from csms.bootstrap import services
from csms.clock import to_text
from csms.drivers.model import Token, TokenStatus
from csms.stations.reservations import Reservation

if TYPE_CHECKING:
    from tests.http_api import Caller

__all__ = ["network"]
ENERGY = 590


def lines(session: dict[str, Any]) -> dict[str, int]:
    return {one["item"]: one["net"]["minor"] for one in session["cost_lines"]}


@BOTH
def test_session_after_the_end_of_its_reservation_pays_to_that_end(
    operator: Caller, protocol: str
) -> None:
    put_tariff(3, elements=[priced("TIME", "6", "RESERVATION"), priced("ENERGY", "0.59")])
    number = backdated()  # for an hour
    use(protocol, number, accepted_at(operator, number) + 110 * MINUTE)
    publish()
    running = operator.get("/sessions").json["items"][0]
    session = settled(operator)
    assert lines(session) == {"reservation": 600, "energy": ENERGY}
    assert session["cost"] == running["cost"], "it was shown before"


@pytest.mark.parametrize(("driver", "reserved"), [("driver-2", 0), (DRIVER, 300)])
def test_nobody_pays_for_the_time_that_another_driver_reserved(
    operator: Caller, driver: str, reserved: int
) -> None:
    """Another token of the same driver is theirs all the same."""
    number = backdated()
    services().tokens.put(Token("OTHER", TokenStatus.ACCEPTED, driver))
    begin = accepted_at(operator, number) + 30 * MINUTE
    start = {"connectorId": 2, "idTag": "OTHER", "meterStart": 0, "timestamp": to_text(begin)}
    station = Station()
    given = station.call("StartTransaction", start | {"reservationId": number})
    stop = {"meterStop": 10_000, "timestamp": to_text(begin + HOUR)}
    station.call("StopTransaction", stop | {"transactionId": given["transactionId"]})
    publish()
    session = settled(operator)
    assert session["cost"]["net"]["minor"] == ENERGY + reserved


def test_session_that_names_a_cancelled_reservation_pays_none(operator: Caller) -> None:
    number = backdated()
    begin = accepted_at(operator, number)
    cancelled = Reservation("CP1", number, cancelled_at=begin + timedelta(minutes=1))
    services().reservations.add_facts(cancelled)
    use("ocpp1.6", number, begin + 30 * MINUTE)
    publish()
    assert lines(settled(operator)) == {"energy": ENERGY}
