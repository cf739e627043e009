"""TKT EV: no transaction id in its stops."""

from csms.vendors.model import Match, Quirk, Vendor

VENDOR = Vendor(
    key="tkt",
    name="TKT EV",
    matches=(Match(vendor="TKT EV"),),
    quirks=(
        Quirk(
            "TKT-1",
            says="StopTransaction always with transactionId 0, after an answer with a member more",
            handled="the only session that is open is meant; our answers have no member more",
            source="mikuso/ocpp-rpc#82",
            grade="C",
        ),
    ),
)
