"""What is wrong with a card's payment, and no machine can mend: told once, as an incident."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class TroubleKind(StrEnum):
    """What is wrong. The first two are of a session, the last is of a station's own terminal."""

    NOT_STOPPED = "not_stopped"
    NOT_SETTLED = "not_settled"
    PAYMENT = "payment"


@dataclass(frozen=True, slots=True)
class TerminalTrouble:
    """`object_id` is the session, or station and reference of a payment. `mark` tells two troubles
    of one object apart. `over`: it agrees again. `text` says what an operator has to know.
    """

    kind: TroubleKind
    object_id: str
    station_id: str
    at: datetime
    text: str
    session_id: str | None = None
    mark: str = ""
    over: bool = False


# Notes a trouble for ever; the same one again is nothing. Unavailable: try again.
TellTrouble = Callable[[TerminalTrouble], None]
