"""What one session shows of its station's meter, and the station's profile after it.

Only sessions whose start, stop and samples agree on one reading show anything.
"""

from collections.abc import Sequence

from csms.charging.facts import MeterReading
from csms.charging.meter_evidence import ROUNDING_WH, MeterEvidence, falls
from csms.charging.meter_falls import told_over
from csms.charging.meter_samples import span
from csms.charging.model import ChargingSession
from csms.charging.session_evidence import evidence_of
from csms.stations.meters import MeterKind, MeterSeen
from csms.stations.profile import ProfileRepository

ATTEMPTS = 4
# Samples of a station that rounds to hundredths of a kWh, twice.
TOLERANCE_WH = 100


def learn_from(
    session: ChargingSession, readings: Sequence[MeterReading], profiles: ProfileRepository
) -> bool:
    """Add a settled session to its station's profile; False if it says nothing new.

    The same session again changes nothing. A read, and a write only where a finding changes.
    """
    seen = shown_by(session, readings)
    if all(one.kind is MeterKind.UNKNOWN for one in seen):
        return False
    for _attempt in range(ATTEMPTS):
        before = profiles.meter(session.key.station_id)
        found = before.with_session(*seen)
        if found == before:
            return False
        if profiles.learn_meter(session.key.station_id, before, found):
            return True
    return False


def shown_by(
    session: ChargingSession, readings: Sequence[MeterReading]
) -> tuple[MeterSeen, MeterSeen]:
    """What start and stop count, and what the samples between them."""
    evidence = evidence_of(session, readings)
    told = _told_kind(evidence)
    sampled = _sample_kind(evidence, told)
    words = f"start {evidence.begin_wh} Wh, stop {evidence.end_wh} Wh"
    values = [one.value for one in evidence.believed]
    sampled_words = f"{words}, samples {span(values)}" if values else words
    at = evidence.stopped_at
    return (
        MeterSeen(told, session.session_id, at, words),
        MeterSeen(sampled, session.session_id, at, sampled_words),
    )


def _told_kind(evidence: MeterEvidence) -> MeterKind:
    """Start and stop: a session's counter begins at 0 each time, a register only once."""
    begin, end = evidence.begin_wh, evidence.end_wh
    if begin is None or end is None:
        return MeterKind.UNKNOWN
    elapsed = evidence.stopped_at - evidence.started_at
    if begin > ROUNDING_WH:
        onwards = end >= begin - ROUNDING_WH or told_over(evidence, begin, end) is not None
        return MeterKind.REGISTER if onwards else MeterKind.UNKNOWN
    lifetime = bool(evidence.believed) and not evidence.from_zero
    unlike = lifetime and end >= evidence.believed[0].value - ROUNDING_WH
    possible = ROUNDING_WH < end <= evidence.possible_wh(elapsed)
    return MeterKind.SESSION if possible and not unlike else MeterKind.UNKNOWN


def _sample_kind(evidence: MeterEvidence, told: MeterKind) -> MeterKind:
    """Samples by time against what start and stop say of the same session."""
    values, begin, end = (
        [one.value for one in evidence.believed],
        evidence.begin_wh,
        evidence.end_wh,
    )
    if not values or falls(values) or begin is None or end is None or told is MeterKind.UNKNOWN:
        return MeterKind.UNKNOWN
    if told is MeterKind.SESSION:
        own = evidence.from_zero and values[-1] <= end + TOLERANCE_WH
        lifetime = not evidence.from_zero and values[-1] - values[0] <= end + TOLERANCE_WH
        return _only(register=lifetime, session=own)
    after = evidence.possible_wh(evidence.stopped_at - evidence.believed[-1].at)
    register = evidence.on_one_scale and values[-1] <= end + TOLERANCE_WH
    over = told_over(evidence, begin, end)
    energy = end - begin if over is None else over
    own = evidence.from_zero and -TOLERANCE_WH <= energy - values[-1] <= after
    return _only(register=register, session=own)


def _only(*, register: bool, session: bool) -> MeterKind:
    if register == session:
        return MeterKind.UNKNOWN
    return MeterKind.REGISTER if register else MeterKind.SESSION
