"""Costs and prices for 1.6 displays: DataTransfer of "OCPP & California Pricing Requirements" v3.0.

`data` of a 1.6 DataTransfer is a text: a JSON document inside of it.
"""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from csms import clock, exact_json
from csms.commands.sending import Call
from csms.pricing.outlook import Outlook, Rates

VENDOR_ID = "org.openchargealliance.costmsg"
# ChargePointStatus at which a reading is wanted: where the vehicle begins and ceases to charge.
STATUSES = ["Charging", "SuspendedEV", "SuspendedEVSE"]
# A rate is no amount; NumberOfDecimalsForCostValues is what the station shows of it.
RATE = Decimal("0.00001")
Document = dict[str, Any]


def transfer(message_id: str, document: Mapping[str, Any]) -> Call:
    """The CALL of one of these messages."""
    text = exact_json.dumps(dict(document), ascii_only=False)
    return Call("DataTransfer", {"vendorId": VENDOR_ID, "messageId": message_id, "data": text})


def prices_of(seen: Outlook) -> Document:
    """The members of RunningCost that tell prices, of the session at its last reading.

    A fee that is paid once has been paid by the time that prices change. A grace is counted in
    begun minutes: a display must not be earlier than the bill.
    """
    found: Document = {
        "state": "Idle" if seen.parked else "Charging",
        "chargingPrice": _charging(seen.now, once=True),
        **_idle(seen.now),
    }
    if seen.then is not None and seen.changes_at is not None:
        found["nextPeriod"] = {
            "atTime": clock.to_text(seen.changes_at),
            "chargingPrice": _charging(seen.then, once=False),
            **_idle(seen.then),
        }
    wanted = _triggers(seen)
    return found | ({"triggerMeterValue": wanted} if wanted else {})


def _charging(rates: Rates, *, once: bool) -> Document:
    given = {"kWhPrice": rates.per_kwh, "hourPrice": rates.per_hour}
    given |= {"flatFee": rates.once} if once else {}
    return {name: _rate(value) for name, value in given.items() if value is not None}


def _idle(rates: Rates) -> Document:
    if rates.parking_per_hour is None:
        return {}
    grace = {"graceMinutes": -(-rates.grace_s // 60)} if rates.grace_s else {}
    return {"idlePrice": {**grace, "hourPrice": _rate(rates.parking_per_hour)}}


def _triggers(seen: Outlook) -> Document:
    """A reading that is measured where a price changes, in place of one in between."""
    found: Document = {}
    if seen.changes_at is not None:
        found["atTime"] = clock.to_text(seen.changes_at)
    if seen.at_energy_wh is not None:
        found["atEnergykWh"] = Decimal(seen.at_energy_wh).scaleb(-3)
    if seen.at_power_w is not None:
        found["atPowerkW"] = Decimal(seen.at_power_w).scaleb(-3)
    if seen.now.parking_per_hour is not None or seen.now.per_hour is not None:
        found["atCPStatus"] = STATUSES
    return found


def _rate(value: Decimal) -> Decimal:
    return value.quantize(RATE, ROUND_HALF_UP).normalize()
