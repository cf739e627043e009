"""What becomes of an ended session: rated, waited for, or reviewed, after all that is known."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from csms.charging.completeness import missing_seq_nos
from csms.charging.model import ChargingSession
from csms.charging.ports import SessionTelemetry
from csms.commands.ports import CommandRepository
from csms.settlement.asking import Heard, Word, hear
from csms.settlement.ending import waits_until
from csms.settlement.finality import Review, Wait
from csms.settlement.rating import Rated, rate_session, unless_unproven

TICK = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for what has not arrived: as a rule, and if the station holds it back."""

    usual: timedelta
    queued: timedelta


@dataclass(frozen=True, slots=True)
class Judgement:
    """The result with what it rests on. `heard` is None where nobody needs to be asked."""

    session: ChargingSession
    result: Rated | Wait | Review
    missing: tuple[int, ...] = ()
    heard: Heard | None = None


def judge(
    session: ChargingSession,
    telemetry: SessionTelemetry,
    now: datetime,
    patience: Patience,
    commands: CommandRepository,
) -> Judgement:
    """A complete session is rated at once. Of another one the station's own word is heard.

    One that awaits its unplug is not over: its start came behind its stop, and a settlement that
    had begun by then.
    """
    if session.awaiting_unplug:
        return Judgement(session, _wait_for_end(session, now))
    missing = missing_seq_nos(session.seq_nos | telemetry.seq_nos)

    def rated(wait: timedelta) -> Rated | Wait | Review:
        return unless_unproven(rate_session(session, telemetry, now, wait, missing))

    stop = session.stop
    result = rated(now - stop.received_at + TICK if stop else TICK)
    if stop is None or not isinstance(result, Wait):
        return Judgement(session, result, missing)
    heard = hear(session, commands)
    if heard.word is Word.ONGOING:
        goes_on = Review("the station says that the transaction goes on")
        waited = now - stop.received_at >= patience.queued
        result = goes_on if waited or not stop.estimated else rated(patience.queued)
    elif heard.word is Word.QUEUED:
        result = rated(patience.queued)
    elif heard.word is Word.NOTHING:
        result = rated(timedelta(0))
    else:
        result = rated(patience.usual)
    return Judgement(session, result, missing, heard)


def _wait_for_end(session: ChargingSession, now: datetime) -> Wait:
    return Wait(max(1, int((waits_until(session, now) - now).total_seconds())))
