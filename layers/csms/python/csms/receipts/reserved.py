"""A reservation that cost something by itself gets its receipt: once, with the next number."""

import secrets
from datetime import datetime

from csms.errors import Conflict
from csms.pricing.timeline import Segment
from csms.receipts.charges import lines, paid, tariff_in_words, taxes
from csms.receipts.composing import Composing, recipient_of
from csms.receipts.content import Content, Place, Reserved, Times
from csms.receipts.document import TOKEN_BYTES, Document, Kind, receipt_id
from csms.receipts.issuing import issue
from csms.receipts.legal import NETWORK, issuer_of
from csms.receipts.ports import DocumentRepository
from csms.settlement.reservation_fees import price_reserved
from csms.settlement.reservation_terms import ReservationTerms, fee_transfer_id
from csms.settlement.reservation_verdicts import CHARGED, Why
from csms.settlement.session_price import PricedSession
from csms.stations.model import Site
from csms.stations.reservations import Reservation


def issue_reservation_receipt(
    reservation: Reservation,
    terms: ReservationTerms,
    now: datetime,
    documents: DocumentRepository,
    composing: Composing,
) -> Document | None:
    """The receipt; the one that is there, if it was issued before. None: nothing was charged.

    Conflict: the tariff does not say what was charged.
    """
    fee = reservation.fee
    if fee is None or fee.transfer_id is None:
        return None
    known = documents.get(receipt_id(fee.transfer_id))
    if known is not None:
        return known
    return issue(_compose(reservation, terms, now, composing), documents)


def _compose(
    reservation: Reservation, terms: ReservationTerms, now: datetime, needs: Composing
) -> Document:
    reserved, charged_at = _reserved(reservation)
    cost = _cost(reservation, terms, reserved)
    site = needs.sites.get(terms.site_id) if terms.site_id else None
    issuer = issuer_of(site.legal_entity_id if site else None, needs.entities)
    transfer_id = fee_transfer_id(terms.station_id, terms.number)
    transfer = needs.ledger.transfer(transfer_id)
    content = Content(
        issuer=issuer,
        recipient=recipient_of(terms.driver_id, needs.drivers),
        place=_place(reservation, terms, site),
        times=Times(reserved.since, None, reserved.until, charged_at),
        energy=None,
        currency=cost.currency,
        net_minor=cost.net.minor,
        tax_minor=cost.tax.minor,
        gross_minor=cost.gross.minor,
        lines=lines(cost),
        taxes=taxes(cost),
        limit=cost.limit,
        tariff=tariff_in_words(terms.tariff, terms.current_type),
        payment=paid(transfer) if transfer else None,
        reserved=reserved,
    )
    return Document(
        document_id=receipt_id(transfer_id),
        kind=Kind.RECEIPT,
        entity_id=issuer.entity_id or NETWORK,
        session_id=None,
        driver_id=terms.driver_id,
        issued_at=now,
        token=secrets.token_urlsafe(TOKEN_BYTES),
        content=content,
        reservation_id=f"{terms.station_id}:{terms.number}",
    )


def _reserved(reservation: Reservation) -> tuple[Reserved, datetime]:
    """The time that was priced, as it was decided: facts that came later do not count."""
    fee = reservation.fee
    if fee is None or fee.since is None or fee.until is None:
        raise Conflict(f"reservation {reservation.number}: no time of it was charged")
    return Reserved(reservation.number, fee.since, fee.until, fee.reason), fee.decided_at


def _cost(reservation: Reservation, terms: ReservationTerms, reserved: Reserved) -> PricedSession:
    """The lines of what was charged: a price is a function of the time and the fixed tariff."""
    activity = CHARGED[Why(reserved.reason)]
    cost = price_reserved(terms, Segment(reserved.since, reserved.until, activity))
    fee = reservation.fee
    charged = fee and (fee.net_minor, fee.gross_minor, fee.currency)
    if charged != (cost.net_minor, cost.gross_minor, cost.currency):
        raise Conflict(f"reservation {reservation.number}: its tariff says another price")
    return cost


def _place(reservation: Reservation, terms: ReservationTerms, site: Site | None) -> Place:
    return Place(
        station_id=terms.station_id,
        site_id=terms.site_id,
        site_name=site.name if site else None,
        address=site.address if site else (),
        evse_id=reservation.evse_id or None,
        current_type=terms.current_type.value if terms.current_type else None,
        time_zone=terms.time_zone,
    )
