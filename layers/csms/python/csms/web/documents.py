"""A receipt or a credit note as JSON: what is printed, and its sentences in a language."""

from pydantic import BaseModel, Field

from csms.money import Money
from csms.receipts.content import Content, Payment
from csms.receipts.document import Document, Kind
from csms.receipts.language import Language
from csms.receipts.sentences import (
    idle_sentences,
    remarks,
    reserved_sentences,
    signed_sentences,
    why,
)
from csms.web.costs import CostView, TaxView
from csms.web.document_lines import DocumentLineView, line_view, tax_view
from csms.web.document_parts import (
    EnergyView,
    IdleProofView,
    IssuerView,
    OriginalView,
    PaymentView,
    PlaceView,
    ReservedView,
    SignedView,
)
from csms.web.fields import MoneyView, Timestamp, money_view


class DocumentView(BaseModel):
    """What was delivered, what it cost, how it was paid, by whom it was issued."""

    kind: Kind
    number: str = Field(examples=["R-000042"])
    issued_at: Timestamp
    session_id: str | None = Field(description="null: it is of a reservation")
    reservation: ReservedView | None = Field(description="That cost something by itself")
    reservation_text: list[str] = Field(description="Why it did, in words")
    issuer: IssuerView
    driver_id: str | None
    driver_name: str | None
    recipient_address: list[str] = Field(description="Of a company that paid at a station")
    recipient_vat_number: str | None
    station_id: str
    evse_id: int | None
    site_id: str | None
    place: PlaceView
    started_at: Timestamp = Field(description="Of a reservation: since when it was kept")
    stopped_at: Timestamp | None
    ended_at: Timestamp | None = Field(
        description="When the vehicle is known to have left; of a reservation: its end"
    )
    settled_at: Timestamp | None
    meter_start_wh: int | None
    meter_stop_wh: int | None
    energy_wh: int
    meter: EnergyView | None = Field(description="null: it is of a reservation")
    tariff_id: str | None
    tariff_version: int | None
    tariff_fingerprint: str | None
    tariff_text: str | None = Field(description="The tariff in words")
    tax_included: bool | None = Field(description="Whether the tariff's prices hold the tax")
    lines: list[DocumentLineView]
    taxes: list[TaxView]
    cost: CostView | None = Field(description="null: nothing was delivered and no tariff held")
    limit: str | None = Field(description="min_price or max_price, where that made the price")
    payment: PaymentView | None = Field(description="null: nothing was to be paid")
    idle: list[IdleProofView]
    idle_seconds_billed: int
    idle_text: list[str] = Field(description="The proofs in words")
    signed: SignedView | None = Field(description="null: the station sent no signed readings")
    signed_text: list[str]
    remarks: list[str] = Field(description="What must not be hidden, in words")
    flags: list[str]
    original: OriginalView | None = Field(description="Of a credit note: what it corrects")
    link: str = Field(description="Opens this document without a sign-in; give it to nobody else")


def document_view(document: Document, language_code: str, link: str) -> DocumentView:
    """Present a document."""
    content, language = document.content, Language(language_code)
    place, times, energy, tariff = content.place, content.times, content.energy, content.tariff
    return DocumentView(
        kind=document.kind,
        number=document.number,
        issued_at=document.issued_at,
        session_id=document.session_id,
        reservation=_reserved(content),
        reservation_text=reserved_sentences(content, language),
        issuer=IssuerView.model_validate(content.issuer, from_attributes=True),
        driver_id=document.driver_id,
        driver_name=content.recipient.name,
        recipient_address=list(content.recipient.address),
        recipient_vat_number=content.recipient.vat_number,
        station_id=place.station_id,
        evse_id=place.evse_id,
        site_id=place.site_id,
        place=PlaceView.model_validate(place, from_attributes=True),
        started_at=times.started_at,
        stopped_at=times.stopped_at,
        ended_at=times.ended_at,
        settled_at=times.settled_at,
        meter_start_wh=energy.begin.wh if energy else None,
        meter_stop_wh=energy.end.wh if energy else None,
        energy_wh=energy.energy_wh if energy else 0,
        meter=EnergyView.model_validate(energy, from_attributes=True) if energy else None,
        tariff_id=tariff.tariff_id if tariff else None,
        tariff_version=tariff.version if tariff else None,
        tariff_fingerprint=tariff.fingerprint if tariff else None,
        tariff_text=tariff.texts.get(language_code) if tariff else None,
        tax_included=tariff.tax_included if tariff else None,
        lines=[line_view(one, content, language) for one in content.lines],
        taxes=[tax_view(one, content.currency or "") for one in content.taxes],
        cost=_cost(content),
        limit=content.limit,
        payment=_payment(content.payment, content.currency or "") if content.payment else None,
        idle=[IdleProofView.model_validate(one, from_attributes=True) for one in content.idle],
        idle_seconds_billed=content.idle_billed_s,
        idle_text=idle_sentences(content, language),
        signed=_signed(content),
        signed_text=signed_sentences(content, language),
        remarks=remarks(content, language),
        flags=list(content.flags),
        original=_original(content, language),
        link=link,
    )


def _reserved(content: Content) -> ReservedView | None:
    found = content.reserved
    if found is None:
        return None
    return ReservedView(
        station_id=content.place.station_id,
        reservation_id=found.number,
        since=found.since,
        until=found.until,
        reason=found.reason,
    )


def _cost(content: Content) -> CostView | None:
    if content.currency is None:
        return None
    sums = (content.net_minor, content.tax_minor, content.gross_minor)
    net, tax, gross = (money_view(Money(one, content.currency)) for one in sums)
    return CostView(net=net, tax=tax, gross=gross)


def _payment(payment: Payment, currency: str) -> PaymentView:
    def part(name: str) -> MoneyView:
        return money_view(Money(payment.parts.get(name, 0), currency))

    parts = {name: part(name) for name in payment.parts}
    return PaymentView(
        transfer_id=payment.transfer_id,
        from_balance=part("wallet"),
        owed=part("receivable"),
        parts=parts,
    )


def _signed(content: Content) -> SignedView | None:
    found = content.signed
    return SignedView.model_validate(found, from_attributes=True) if found else None


def _original(content: Content, language: Language) -> OriginalView | None:
    found = content.original
    if found is None:
        return None
    gross = money_view(Money(found.gross_minor, content.currency or ""))
    return OriginalView(
        number=found.number, issued_at=found.issued_at, gross=gross, reason=why(found, language)
    )
