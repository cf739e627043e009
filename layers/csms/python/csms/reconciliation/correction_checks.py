"""Check (d), its other half: late facts moved what the session says, and nothing else."""

from datetime import datetime

from csms.charging.model import ChargingSession
from csms.charging.ports import SessionRepository
from csms.ledger import chart
from csms.reconciliation.fold import Fold
from csms.reconciliation.model import Findings
from csms.reconciliation.ports import Posted


def wrongly_corrected(session: ChargingSession, fold: Fold) -> str | None:
    """None: each correction that moved money has its transfer, or may be too young to be seen."""
    for one in session.corrections:
        if one.document_id is None or one.at > fold.until:
            continue
        posted = fold.corrections.get(one.document_id)
        if posted is None:
            return f"corrected by {one.document_id}, which was never posted"
        if _earned(posted) != one.difference_minor:
            moved, said = _earned(posted), one.difference_minor
            return f"corrected by {said} (minor units), {moved} are posted"
    return None


def corrections_explained(
    fold: Fold, since: datetime, sessions: SessionRepository, found: Findings
) -> None:
    """Each transfer of a correction is one of its session's."""
    for posted in fold.corrections.values():
        if not since <= posted.posted_at <= fold.until:
            continue
        session = sessions.find(posted.reference)
        known = {one.document_id for one in session.corrections} if session else set()
        found.looked_at += 1
        if posted.transfer_id not in known:
            found.gap(posted.transfer_id, "no session was corrected by this transfer")


def _earned(posted: Posted) -> int:
    return sum(leg.minor for leg in posted.legs if chart.is_income(leg.account_id))
