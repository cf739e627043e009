"""Transaction ids of 1.6 that cannot be ours, named; who is meant is found by place and time."""

from csms.vendors.anomalies import Anomaly
from csms.vendors.model import Notes, Payload

LARGEST = (1 << 31) - 1


def noted(payload: Payload, notes: Notes) -> Payload:
    """The payload as it is."""
    named = payload.get("transactionId")
    if isinstance(named, int) and not 0 < named <= LARGEST:
        notes.add(
            Anomaly.TX_ID_ZERO
            if named == 0
            else Anomaly.TX_ID_NEGATIVE
            if named < 0
            else Anomaly.TX_ID_TOO_LARGE
        )
    return payload
