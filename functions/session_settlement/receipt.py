"""Queue of settled sessions and charged reservations: each gets its receipt, numbered next."""

from typing import Any

from csms.batches import each_message
from csms.bootstrap import checking, composing, documents, reservation_fees, services
from csms.observability import logger
from csms.receipts.reserved import issue_reservation_receipt
from csms.receipts.settled import issue_receipt
from session_settlement.assessment import session_key


def _issue(said: dict[str, Any]) -> None:
    detail = said["detail"]
    if "reservation_id" in detail:
        _issue_for_reservation(detail["station_id"], int(detail["reservation_id"]))
        return
    session = services().sessions.get(session_key(detail))
    if session is None:
        return
    now = services().clock()
    issued = issue_receipt(session, now, documents(), checking(), composing())
    number = issued.number if issued else None
    logger.info("receipt", session_id=session.session_id, number=number)


def _issue_for_reservation(station_id: str, number: int) -> None:
    reservation = services().reservations.find(station_id, number)
    terms = reservation_fees().terms(station_id, number)
    if reservation is None or terms is None:
        return
    now = services().clock()
    issued = issue_reservation_receipt(reservation, terms, now, documents(), composing())
    issued_as = issued.number if issued else None
    logger.info("receipt", station_id=station_id, reservation_number=number, number=issued_as)


handler = each_message(_issue)
