"""From events of sessions and money to signals."""

from collections.abc import Callable, Iterator, Mapping

from csms.incidents.model import Kind
from csms.incidents.signalling import Detail, signal_of
from csms.incidents.signals import Signal

BOOKS = "books"
REVIEW = "review"
OVER_BY_SETTLEMENT = (
    Kind.SESSION_REVIEW,
    Kind.SETTLEMENT_FAILED,
    Kind.TERMINAL_NOT_STOPPED,
    Kind.TERMINAL_NOT_SETTLED,
)


def _silent(detail: Detail) -> Iterator[Signal]:
    yield signal_of(Kind.SESSION_SILENT, detail["session_id"], detail)


def _not_silent(detail: Detail) -> Iterator[Signal]:
    for kind in (Kind.SESSION_SILENT, Kind.TERMINAL_NOT_STOPPED):
        yield signal_of(kind, detail["session_id"], detail, present=False)


def _review(detail: Detail) -> Iterator[Signal]:
    """It has stopped by now."""
    yield signal_of(Kind.SESSION_REVIEW, detail["session_id"], detail)
    yield signal_of(Kind.TERMINAL_NOT_STOPPED, detail["session_id"], detail, present=False)


def _settled(detail: Detail) -> Iterator[Signal]:
    for kind in OVER_BY_SETTLEMENT:
        yield signal_of(kind, detail["session_id"], detail, present=False)


def _corrected(detail: Detail) -> Iterator[Signal]:
    """A price that a person has to decide on; whatever is done about it later ends the trouble."""
    present = detail["outcome"] == REVIEW
    yield signal_of(Kind.LATE_FACTS, detail["session_id"], detail, present=present)


def _gap(detail: Detail) -> Iterator[Signal]:
    checks = ", ".join(str(one) for one in detail["checks"])
    facts = {"gaps": str(detail["gap_count"]), "checks": checks, "report": detail["report_id"]}
    yield signal_of(Kind.MONEY_GAP, BOOKS, detail, facts=facts)


def _disputed(detail: Detail) -> Iterator[Signal]:
    """Over when the bank has decided, or it was only a warning."""
    facts = {"payment": str(detail["payment_id"]), "dispute": str(detail["dispute_id"])}
    facts |= {name: str(detail[name]) for name in ("reason", "state")}
    present = detail["state"] == "open"
    dispute_id = detail["dispute_id"]
    yield signal_of(Kind.PAYMENT_DISPUTED, dispute_id, detail, present=present, facts=facts)


def _terminal(detail: Detail) -> Iterator[Signal]:
    present = detail["kind"] == "terminal.trouble_found"
    kind = Kind(f"terminal_{detail['trouble']}")
    facts = {"text": str(detail["text"])}
    yield signal_of(kind, detail["object_id"], detail, present=present, facts=facts)


def _agrees(detail: Detail) -> Iterator[Signal]:
    yield signal_of(Kind.MONEY_GAP, BOOKS, detail, present=False)


READERS: Mapping[str, tuple[Callable[[Detail], Iterator[Signal]], ...]] = {
    "session.silent": (_silent,),
    "session.stopped": (_not_silent,),
    "session.review": (_review,),
    "session.settled": (_settled,),
    "session.corrected": (_corrected,),
    "money.dispute_changed": (_disputed,),
    "terminal.trouble_found": (_terminal,),
    "terminal.trouble_over": (_terminal,),
    "money.gap_found": (_gap,),
    "money.books_agree": (_agrees,),
}
