"""GetTransactionStatus (2.0.1 E14): does the station still hold events of a transaction?

The question is an ordinary command with an id derived from session, stop and count, so that asking
again is the same command; its answer is a frame of another invocation, and the next rating sees it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from csms.charging.model import ChargingSession
from csms.commands.model import Command
from csms.commands.ports import CommandRepository
from csms.commands.requesting import DERIVED
from csms.ids import digest, ulid_from

ACTION = "GetTransactionStatus"
VERSIONS = {"ocpp2.0.1", "ocpp2.1"}
# Unanswered by then, it is not sent any more: the next rating asks anew.
SENT_WITHIN = timedelta(minutes=2)
ASK_AGAIN = timedelta(minutes=15)
MOST_QUESTIONS = 50


class Word(StrEnum):
    """What the station says (E14.FR.03-05)."""

    QUEUED = "messages are in its queue"
    ONGOING = "the transaction goes on"
    NOTHING = "nothing more will come"


@dataclass(frozen=True, slots=True)
class Heard:
    """The newest answer, if there is one, and the questions so far."""

    word: Word | None = None
    questions: int = 0
    asked_at: datetime | None = None


def hear(session: ChargingSession, commands: CommandRepository) -> Heard:
    """What the station has answered about a session as it ended."""
    heard = Heard()
    while heard.questions < MOST_QUESTIONS:
        command = commands.get(session.key.station_id, _command_id(session, heard.questions))
        if command is None:
            break
        word = _word(command.answer or {}) or heard.word
        heard = Heard(word, heard.questions + 1, command.created_at)
    return heard


def ask(session: ChargingSession, heard: Heard, now: datetime, commands: CommandRepository) -> bool:
    """Queue the next question, unless one was put a short time ago."""
    if heard.asked_at is not None and now - heard.asked_at < ASK_AGAIN:
        return False
    if heard.questions == MOST_QUESTIONS:
        return False
    station_id, transaction_id = session.key
    commands.add(
        Command(
            station_id=station_id,
            command_id=_command_id(session, heard.questions),
            action=ACTION,
            payload={"transactionId": transaction_id},
            created_at=now,
            expires_at=now + SENT_WITHIN,
        )
    )
    return True


def _command_id(session: ChargingSession, number: int) -> str:
    stop_key = session.stop.stop_key if session.stop else ""
    fact = digest(ACTION, session.session_id, stop_key, number)
    return ulid_from(DERIVED, int(fact, 16))


def _word(answer: dict[str, object]) -> Word | None:
    """None without an answer. `ongoingIndicator` may be absent (E14.FR.01)."""
    if answer.get("ongoingIndicator") is True:
        return Word.ONGOING
    queued = answer.get("messagesInQueue")
    if not isinstance(queued, bool):
        return None
    return Word.QUEUED if queued else Word.NOTHING
