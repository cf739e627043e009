"""What makes a final energy doubtful: the session went on, or something else was shown of it."""

from collections.abc import Sequence
from datetime import timedelta

from csms.charging.facts import MeterReading
from csms.charging.meter_samples import Measured
from csms.charging.model import ChargingSession
from csms.charging.stopping import was_followed

# A closing sample may come late and say a little more.
CLOSING_WH = 100
# So far apart two figures are not both right.
APART_WH, APART = 1000, 0.1
# Twice what stations sample at the slowest: in a longer silence another vehicle may have come.
LONGEST_SILENCE = timedelta(minutes=30)


def went_on(session: ChargingSession, readings: Sequence[MeterReading]) -> str | None:
    """The register rose on after an estimated end: a station says Available too early (ABB).

    Where another session followed, it may be that one's: some go on with an id that has stopped.
    """
    stop = session.stop
    if stop is None or not stop.estimated or was_followed(session):
        return None
    told = [one for one in readings if one.register_wh is not None]
    later = [one.register_wh or 0 for one in told if one.measured_at > stop.stopped_at]
    before = [one.register_wh or 0 for one in told if one.measured_at <= stop.stopped_at]
    begin = session.start.reading.register_wh if session.start and session.start.reading else None
    stood = before[-1] if before else begin
    if not later or max(later) - (stood or 0) <= CLOSING_WH:
        return None
    return f"no stop came; the register stood at {stood} Wh then, and later at {max(later)} Wh"


def unlike_shown(session: ChargingSession, energy_wh: int) -> str | None:
    """A driver has seen another figure all along: one of the two is wrong."""
    shown = session.measured
    begun = session.start and session.start.reading and session.start.reading.register_wh
    if begun is None or not isinstance(shown, Measured):
        return None
    apart = abs(shown.energy_wh - energy_wh)
    if apart <= max(APART_WH, APART * energy_wh):
        return None
    return f"{energy_wh} Wh by all readings, {shown.energy_wh} Wh were shown"


def silent_before(session: ChargingSession, readings: Sequence[MeterReading]) -> str | None:
    """A stop that names neither this session nor its token, long after anything was heard of it.

    It may be that of another vehicle, whose start was lost: its energy is not this driver's (1.6e
    3.18 has it matched by place, time and meter; only the last two are in it).
    """
    stop = session.stop
    if stop is None or not stop.matched or session.clock_skewed:
        return None
    if session.payer and stop.token_id == session.payer.token_id:
        return None
    moments = (one.measured_at for one in readings if one.measured_at <= stop.stopped_at)
    silence = stop.stopped_at - max(moments, default=session.started_at)
    if silence <= LONGEST_SILENCE:
        return None
    minutes = silence // timedelta(minutes=1)
    return f"its stop names no transaction, and nothing was heard of it for {minutes} min before"
