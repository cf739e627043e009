"""ZJ Beny: empty slots in its lists."""

from csms.vendors.model import Match, Quirk, Vendor

VENDOR = Vendor(
    key="zj-beny",
    name="ZJ Beny",
    matches=(Match(vendor="ZJBENY"),),
    quirks=(
        Quirk(
            "BEN-0",
            says="BootNotification without serial",
            handled="recognised by its vendor",
            source="lbbrhzn#1078",
            grade="A",
        ),
        Quirk(
            "BEN-1",
            says='MeterValues that are no JSON: "sampledValue":[,{...}]',
            handled="empty slots are taken away, and counted",
            source="lbbrhzn#1078, evcc#14804",
            grade="A",
        ),
    ),
)
