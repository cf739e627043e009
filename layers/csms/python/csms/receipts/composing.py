"""The receipt of a settled session, from all that is known when it is issued."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from csms.charging.model import ChargingSession
from csms.charging.settled import Settlement
from csms.charging.vocabulary import Flag
from csms.drivers.ports import DriverRepository
from csms.errors import Conflict
from csms.ledger.ports import LedgerRepository
from csms.payments.at_stations import StationPayment, StationPaymentRepository
from csms.receipts.charges import idles, lines, paid, tariff_used, taxes
from csms.receipts.content import Content, Energy, Place, Recipient, Register, Times
from csms.receipts.document import TOKEN_BYTES, Document, Kind, receipt_id
from csms.receipts.legal import NETWORK, LegalEntities, issuer_of
from csms.receipts.signed_values import SignedCheck
from csms.stations.model import Site
from csms.stations.ports import SiteRepository


@dataclass(frozen=True, slots=True)
class Composing:
    """Where the rest of a receipt comes from."""

    sites: SiteRepository
    drivers: DriverRepository
    entities: LegalEntities
    ledger: LedgerRepository
    at_stations: StationPaymentRepository


def compose(
    session: ChargingSession, checked: SignedCheck | None, now: datetime, needs: Composing
) -> Document:
    """A draft without a number. Conflict: the session is not settled."""
    settlement, start = session.settlement, session.start
    tariff = start.tariff if start else None
    if settlement is None:
        raise Conflict(f"session {session.session_id} is not settled")
    site = needs.sites.get(start.site_id) if start and start.site_id else None
    issuer = issuer_of(site.legal_entity_id if site else None, needs.entities)
    transfer_id = settlement.transfer_id
    transfer = needs.ledger.transfer(transfer_id) if transfer_id else None
    driver_id = session.payer.driver_id if session.payer else None
    card = _card(session, needs.at_stations)
    content = Content(
        issuer=issuer,
        recipient=_company(card) or recipient_of(driver_id, needs.drivers),
        place=_place(session, site),
        times=times_of(session, settlement),
        energy=energy_of(session, settlement),
        currency=settlement.currency or (tariff.currency if tariff else None),
        net_minor=settlement.net_minor,
        tax_minor=settlement.tax_minor,
        gross_minor=settlement.gross_minor,
        lines=lines(settlement),
        taxes=taxes(settlement),
        limit=settlement.limit,
        tariff=tariff_used(session),
        idle=idles(session),
        idle_billed_s=settlement.idle_seconds_billed,
        payment=paid(transfer) if transfer else None,
        signed=checked,
        flags=_flags(session, settlement),
    )
    return Document(
        document_id=receipt_id(session.session_id),
        kind=Kind.RECEIPT,
        entity_id=issuer.entity_id or NETWORK,
        session_id=session.session_id,
        driver_id=driver_id,
        issued_at=now,
        token=(card and card.receipt_token) or secrets.token_urlsafe(TOKEN_BYTES),
        content=content,
    )


def _card(session: ChargingSession, payments: StationPaymentRepository) -> StationPayment | None:
    """That at the station's own terminal, if it is this session's: the link was given before."""
    ref = session.payer.psp_ref if session.payer else None
    found = payments.get(session.key.station_id, ref) if ref else None
    return found if found and found.session_id == session.session_id else None


def _company(card: StationPayment | None) -> Recipient | None:
    """Who wants the receipt, as the customer told the station; the newest word."""
    told = [one for one in card.told if one.company or one.vat_number] if card else []
    if not told:
        return None
    newest = max(told, key=lambda one: one.at)
    company = newest.company
    address = company.address if company else ()
    return Recipient(None, company.name if company else None, address, newest.vat_number)


def recipient_of(driver_id: str | None, drivers: DriverRepository) -> Recipient:
    """A driver by the name that the operator gave them."""
    driver = drivers.get(driver_id) if driver_id else None
    return Recipient(driver_id, driver.display_name if driver else None)


def _place(session: ChargingSession, site: Site | None) -> Place:
    start = session.start
    if start is None:
        return Place(session.key.station_id)
    return Place(
        station_id=session.key.station_id,
        site_id=start.site_id,
        site_name=site.name if site else None,
        address=site.address if site else (),
        evse_id=start.evse_id,
        connector_id=start.connector_id,
        current_type=start.current_type.value if start.current_type else None,
        max_power_w=start.max_power_w,
        time_zone=start.time_zone,
    )


def times_of(session: ChargingSession, settlement: Settlement) -> Times:
    """The end is the unplug, or the last proof that the vehicle stood there."""
    stopped = session.stop.stopped_at if session.stop else None
    return Times(session.started_at, stopped, session.ended_at, settlement.settled_at)


def energy_of(session: ChargingSession, settlement: Settlement) -> Energy:
    """The registers that were billed, and whose word they are."""
    begin = session.start.reading if session.start else None
    end = session.stop.reading if session.stop else None
    estimated = settlement.flags | session.flags
    return Energy(
        settlement.energy_wh,
        _register(
            begin.register_wh if begin else None,
            settlement.begin_wh,
            is_estimate=Flag.BEGIN_READING_ESTIMATED.value in estimated,
        ),
        _register(
            end.register_wh if end else None,
            settlement.end_wh,
            is_estimate=Flag.FINAL_READING_ESTIMATED.value in estimated,
        ),
    )


def _register(told: int | None, billed: int | None, *, is_estimate: bool) -> Register:
    """What was billed goes before what was told: a meter may mean something else by its number."""
    wh = told if billed is None else billed
    if wh is None:
        return Register(None, "unknown")
    return Register(wh, "sample" if is_estimate or told is None else "station")


def _flags(session: ChargingSession, settlement: Settlement) -> tuple[str, ...]:
    facts = (session, session.start, session.stop, settlement)
    flags = frozenset[str]().union(*(fact.flags for fact in facts if fact is not None))
    return tuple(sorted(flags | {one.doubt for one in settlement.doubts}))
