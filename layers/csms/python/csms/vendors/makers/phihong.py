"""Phihong: message ids that look like UUIDs and are none."""

from csms.vendors.model import Match, Quirk, Vendor

VENDOR = Vendor(
    key="phihong",
    name="Phihong",
    matches=(Match(vendor="Phihong Technology"),),
    quirks=(
        Quirk(
            "PHI-1",
            says="BootNotification with a constant id that is no UUID, meterSerialNumber N/A",
            handled="ids are texts; words for nothing are absent",
            source="mobilityhouse/ocpp#230",
            grade="A",
        ),
        Quirk(
            "PHI-2",
            says="a currentTime without Z is answered by a CALLERROR under an id of its own",
            handled="times are sent with Z; an answer to nothing changes nothing",
            source="mobilityhouse/ocpp#230",
            grade="A",
        ),
    ),
)
