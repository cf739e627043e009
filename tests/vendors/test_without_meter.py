"""EVB-3: a station without a meter says 0 at both ends; then time alone can be charged."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.functional.station import CONTEXT, Station
from tests.network import TOKEN
from tests.vendors.whole_session import BEGIN, OPERATOR, SETTLING

from csms.clock import to_text
from session_settlement import post, rate

if TYPE_CHECKING:
    from tests.vendors.playing import Clock

BY_TIME = {
    "currency": "EUR",
    "tax_included": "NO",
    "elements": [{"price_components": [{"type": "TIME", "price": 6, "vat": 19, "step_size": 1}]}],
    "rules": {"free_without_energy": False},
}


def test_a_session_without_any_energy_is_charged_by_its_time(clock: Clock) -> None:
    assert OPERATOR.put("/tariffs/ac", BY_TIME).status == 200
    station = Station("CP1", vendor="evbox")
    facts = {"connectorId": 1, "idTag": TOKEN, "timestamp": to_text(BEGIN), "meterStart": 0}
    number = station.call("StartTransaction", facts)["transactionId"]
    end = to_text(BEGIN + timedelta(minutes=40))
    stop = {"transactionId": number, "meterStop": 0, "timestamp": end}
    station.call("StopTransaction", stop)
    clock.now = SETTLING
    (session,) = OPERATOR.get("/sessions", station_id="CP1").json["items"]
    execution = {
        "session_id": session["session_id"],
        "station_id": "CP1",
        "transaction_id": session["transaction_id"],
    }
    assert rate.handler(execution, CONTEXT) == {"decision": "post"}
    post.handler(execution, CONTEXT)
    settled = OPERATOR.get(f"/sessions/{session['session_id']}").json
    assert (settled["state"], settled["energy_wh"]) == ("settled", 0)
    assert settled["cost"]["net"]["minor"] == 400
