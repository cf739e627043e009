"""OCA's California pricing for 1.6: costs as DataTransfer, in any maker's stations.

SetUserPrice, RunningCost and FinalCost go to stations; ConnectorUnplugged alone comes from them.
"""

import json
from typing import Any

from csms.vendors.model import Extension, Notes, Quirk, Vendor

VENDOR_ID = "org.openchargealliance.costmsg"


def _unplugged(data: Any, notes: Notes) -> Extension:  # noqa: ARG001
    """Idle time ends; `data` is a JSON document inside of a text, or an object."""
    try:
        told = json.loads(data) if isinstance(data, str) else data
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        return Extension("Rejected", {"unreadable": True})
    names = {"transactionId": "transaction_id", "timestamp": "unplugged_at"}
    return Extension("Accepted", {ours: told[one] for one, ours in names.items() if one in told})


VENDOR = Vendor(
    key="oca-cost-messages",
    name="OCA California pricing (1.6)",
    matches=(),
    quirks=(
        Quirk(
            "OCA-COST",
            says="DataTransfer ConnectorUnplugged tells when the cable was unplugged",
            handled="ends a session's parking; messages that only stations get are refused",
            source="OCPP & California Pricing Requirements of OCA; EVerest libocpp",
            grade="B",
        ),
    ),
    extensions={(VENDOR_ID, "ConnectorUnplugged"): _unplugged},
)
