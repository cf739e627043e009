"""Zaptec Go 2 with its local OCPP."""

from decimal import Decimal, InvalidOperation

from csms.vendors.anomalies import Anomaly
from csms.vendors.model import Match, Notes, Payload, Quirk, Traits, Vendor

# A register in 32 bits that ran over is told with the carry: 4296944685 is 2^32 + 1977389.
WRAP_WH = 1 << 32


def _meter_values(payload: Payload, notes: Notes) -> Payload:
    """Registers that no wallbox reaches are left out; the raw frame stays in the trace."""
    entries = [
        entry | {"sampledValue": [one for one in entry["sampledValue"] if _can_be(one, notes)]}
        for entry in payload["meterValue"]
    ]
    return payload | {"meterValue": entries}


def _can_be(sample: Payload, notes: Notes) -> bool:
    measurand = sample.get("measurand", "Energy.Active.Import.Register")
    try:
        jumps = Decimal(str(sample["value"])) >= WRAP_WH
    except InvalidOperation:
        return True
    if measurand != "Energy.Active.Import.Register" or not jumps:
        return True
    notes.add(Anomaly.REGISTER_JUMP)
    return False


VENDOR = Vendor(
    key="zaptec",
    name="Zaptec",
    matches=(Match(vendor="Zaptec"), Match(serial="GPN")),
    quirks=(
        Quirk(
            "ZAP-1",
            says="one entry for each measurand, at connector 0, without a transaction's id; a"
            " register just above 2^32",
            handled="one entry at connector 1, of its running session; such a register is left out",
            source="evcc#29190",
            grade="A",
        ),
        Quirk(
            "ZAP-2",
            says="no StopTransaction at all",
            handled="Available ends the session at its last sample, till a real stop comes",
            source="evcc e407006e0",
            grade="B",
        ),
    ),
    traits=Traits(samples_lack_transaction=True, ends_without_stop=True),
    incoming={"MeterValues": _meter_values},
)
