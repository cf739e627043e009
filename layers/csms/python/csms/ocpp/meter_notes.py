"""What a stop shows of its station's meter, counted with the frame; nothing is read for it."""

from csms.charging.meter_evidence import MeterFlag
from csms.charging.meter_samples import Measured
from csms.charging.model import ChargingSession
from csms.vendors.anomalies import Anomaly
from csms.vendors.model import Notes

ANOMALIES = {
    MeterFlag.METER_MIXED_SEMANTICS: Anomaly.METER_MIXED_SEMANTICS,
    MeterFlag.METER_STOP_BELOW_START: Anomaly.METER_STOP_BELOW_START,
    MeterFlag.REGISTER_JUMP: Anomaly.REGISTER_JUMP,
}


def note_meter(session: ChargingSession, notes: Notes) -> None:
    """Count what is odd about the registers of a session that has just ended."""
    found = session.measured
    if isinstance(found, Measured):
        for flag in sorted(found.flags & ANOMALIES.keys()):
            notes.add(ANOMALIES[flag])
