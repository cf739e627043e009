"""Check (d): every session that is over has exactly one charge, or an explicit waiver."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from csms.charging.model import ChargingSession
from csms.charging.ports import SessionFilter, SessionRepository
from csms.charging.settled import Settlement
from csms.charging.vocabulary import SessionState
from csms.ledger import chart
from csms.reconciliation.correction_checks import corrections_explained, wrongly_corrected
from csms.reconciliation.fold import CHARGE, Fold
from csms.reconciliation.model import Findings
from csms.reconciliation.ports import Posted

PAGE = 100
# The workflow's own bound: by then it has settled the session, or put it before a person.
SETTLED_WITHIN = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class Span:
    """Sessions that started since then are looked at, as of now."""

    since: datetime
    now: datetime


def sessions_charged(fold: Fold, span: Span, sessions: SessionRepository) -> Findings:
    """From the session to its charge, and back."""
    found, seen = Findings(), set[str]()
    for session in _closed(span, sessions):
        found.looked_at += 1
        seen.add(f"{CHARGE}{session.session_id}")
        why = _wrong(session, fold, span.now) or wrongly_corrected(session, fold)
        if why is not None:
            found.gap(session.session_id, why)
    for charge in fold.charges.values():
        if span.since <= charge.posted_at <= fold.until and charge.transfer_id not in seen:
            _explained(charge, sessions, found)
    corrections_explained(fold, span.since, sessions, found)
    return found


def _closed(span: Span, sessions: SessionRepository) -> Iterator[ChargingSession]:
    """Newest first; a page of older ones only is the end."""
    cursor, more = None, True
    while more:
        page, cursor = sessions.page(SessionFilter(active=False), PAGE, cursor)
        young = [one for one in page if one.started_at >= span.since]
        yield from young
        more = cursor is not None and (bool(young) or not page)


def _wrong(session: ChargingSession, fold: Fold, now: datetime) -> str | None:
    """None: nothing is, or it is too early to say."""
    settled, charge = session.settlement, fold.charges.get(f"{CHARGE}{session.session_id}")
    if settled is None:
        over = session.stop.received_at if session.stop else now
        late = now - over > SETTLED_WITHIN and not session.awaiting_unplug
        return "it is over, and neither settled nor in review" if late else None
    if settled.settled_at > fold.until:
        return None
    if settled.outcome is not SessionState.SETTLED or settled.transfer_id is None:
        return "it is charged, but not settled so" if charge else None
    return _unlike(settled, charge)


def _unlike(settled: Settlement, charge: Posted | None) -> str | None:
    if charge is None:
        return f"settled by {settled.transfer_id}, which was never posted"
    gained = (leg for leg in charge.legs if leg.minor > 0)
    earned = sum(leg.minor for leg in gained if not chart.is_overpaid(leg.account_id))
    if (earned, charge.currency) != (settled.gross_minor, settled.currency):
        return f"settled at {settled.gross_minor} (minor units), {earned} are posted"
    return None


def _explained(charge: Posted, sessions: SessionRepository, found: Findings) -> None:
    """A charge whose session is older, or is not there."""
    session = sessions.find(charge.transfer_id.removeprefix(CHARGE))
    settled = session.settlement if session else None
    found.looked_at += 1
    if settled is None or settled.transfer_id != charge.transfer_id:
        found.gap(charge.transfer_id, "no session was settled by this charge")
