"""Etrel INCH stations."""

from collections.abc import Callable
from typing import Any

from csms.vendors.model import Extension, Match, Notes, Quirk, Vendor

# INCH_DataTransferMessages_description.txt of Etrel
_MESSAGES = ("SetChargingMode", "SetChargingRateKmPerKWh", "TxLimit")


def _kept(message: str) -> Callable[[Any, Notes], Extension]:
    """A message whose `data` needs no reading: it stands in the journal."""
    return lambda data, _notes: Extension("Accepted", {"message": message, "value": data})


VENDOR = Vendor(
    key="etrel",
    name="Etrel",
    matches=(Match(vendor="Etrel"),),
    quirks=(
        Quirk(
            "ETR-1",
            says="info of 80 characters",
            handled="kept whole",
            source="lbbrhzn#987",
            grade="A",
        ),
        Quirk(
            "ETR-2",
            says="negative transaction ids under local authorisation; DataTransfer of its own",
            handled="the connector's session is meant; the messages are kept in the journal",
            source="lbbrhzn#1000; Etrel INCH_DataTransferMessages_description.txt",
            grade="B",
        ),
    ),
    extensions={("Etrel", one): _kept(one) for one in _MESSAGES},
    vendor_ids=("Etrel",),
)
