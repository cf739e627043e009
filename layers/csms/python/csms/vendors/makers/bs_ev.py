"""BS AC EV Charger (BS-EV22, BS-EV07), also sold as Ocular LTE Plus."""

from csms.vendors.model import Match, Quirk, Traits, Vendor

VENDOR = Vendor(
    key="bs-ev",
    name="BS AC EV Charger",
    matches=(Match(vendor="BS AC EV Charger"), Match(model="BS-EV")),
    quirks=(
        Quirk(
            "BSE-1",
            says="StopTransaction returns a tag of 20 characters with two control characters more;"
            " refused, the power stays on",
            handled="trimmed; tags of more than 16 characters are not sent for remote starts",
            source="lbbrhzn#2030",
            grade="A",
        ),
        Quirk(
            "BSE-2",
            says="the closing reading comes after StopTransaction",
            handled="it belongs to the session that has stopped, and does not open it again",
            source="lbbrhzn ocppv16.py (_ended_tx)",
            grade="B",
        ),
        Quirk(
            "BSE-3",
            says="a malformed WebSocket upgrade now and then; configuration values cut short",
            handled="a cut answer ends its command at once; what it did not tell stays unknown",
            source="lbbrhzn PR#1984",
            grade="B",
        ),
    ),
    traits=Traits(longest_tag=16),
)
