"""EVgo MREC: a table of fault codes that stations of many makers use."""

from itertools import zip_longest

from csms.stations.model import Fault
from csms.vendors.model import Notes, Payload, Quirk, Vendor

TABLE = "com.evgo.mrec"


def _status(payload: Payload, notes: Notes) -> Payload:
    """Codes and values are parallel lists: one fault at each position."""
    if payload.get("vendorId") != TABLE:
        return payload
    codes = [one.strip() for one in payload.get("vendorErrorCode", "").split(",")]
    values = [one.strip() for one in payload.get("info", "").split(",")]
    pairs = list(zip_longest(codes, values[: len(codes)]))
    notes.faults.extend(Fault(TABLE, code, value or None) for code, value in pairs if code)
    return payload


VENDOR = Vendor(
    key="evgo-mrec",
    name="EVgo MREC fault codes",
    matches=(),
    quirks=(
        Quirk(
            "MREC-1",
            says="several fault codes in vendorErrorCode and their values in info, by commas",
            handled="a fault for each, under the table's name",
            source="mrec.evgo.com/def/format.html",
            grade="B",
        ),
    ),
    incoming={"StatusNotification": _status},
    vendor_ids=(TABLE,),
)
