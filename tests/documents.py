"""Receipts and credit notes to test with."""

from dataclasses import replace
from typing import Any

from tests.builders import NOW, minutes

from csms.receipts.content import (
    Content,
    Energy,
    Idle,
    Line,
    Payment,
    Place,
    Recipient,
    Register,
    TariffUsed,
    Tax,
    Times,
)
from csms.receipts.document import Document, Kind, receipt_id
from csms.receipts.legal import LegalEntity
from csms.receipts.signed_values import SignedCheck, SignedValue, Verdict

ISSUER = LegalEntity(
    name="Ladewerk Süd GmbH",
    address=("Bahnhofstraße 12", "79098 Freiburg im Breisgau"),
    country="DE",
    vat_id="DE123456789",
    registration="Amtsgericht Freiburg, HRB 70123",
    email="hilfe@ladewerk.example",
    phone="+49 761 1234567",
    website="www.ladewerk.example",
    footers={
        "de": "Vielen Dank, dass Sie bei uns laden. Fragen zur Rechnung beantworten wir gern.",
        "en": "Thank you for charging with us. We are glad to answer questions about this receipt.",
    },
)
SIGNED = SignedCheck(
    Verdict.VERIFIED,
    begin_wh=1000,
    end_wh=41_550,
    public_key="3059301306072A8648CE3D020106082A8648CE3D03010703420004AB",
    key_origin="operator",
    values=(SignedValue(NOW, "Transaction.Begin", "OCMF|{}|{}"),),
)
CONTENT = Content(
    issuer=ISSUER,
    recipient=Recipient("driver-1", "Jörg Müller"),
    place=Place(
        station_id="FR-DC-01",
        site_id="site-1",
        site_name="Parkhaus am Bahnhof",
        address=("Bismarckallee 5", "79098 Freiburg im Breisgau"),
        evse_id=2,
        connector_id=1,
        current_type="DC",
        max_power_w=150_000,
        time_zone="Europe/Berlin",
    ),
    times=Times(NOW, minutes(62), minutes(160)),
    energy=Energy(40_550, Register(1000, "station"), Register(41_550, "station")),
    currency="EUR",
    net_minor=2835,
    tax_minor=539,
    gross_minor=3374,
    lines=(
        Line("energy", "40.55", "kWh", "0.49", "19", 1670, 1987),
        Line("parking_time", "1.3833333333", "h", "6.00", "19", 1165, 1387, waived="0"),
    ),
    taxes=(Tax("19", 2835, 539),),
    tariff=TariffUsed(
        "dc",
        3,
        "9f" * 16,
        True,
        {
            "en": "0.49 EUR per kWh\nUnit prices include VAT.",
            "de": "0,49 EUR je kWh\nEinzelpreise einschließlich Umsatzsteuer.",
        },
    ),
    idle=(
        Idle(
            minutes(63),
            minutes(160),
            "unplugged",
            last_increase=minutes(62),
            signal="suspended_ev",
            free_until=minutes(77),
        ),
    ),
    idle_billed_s=4980,
    payment=Payment("chg:SESSION-1", {"wallet": 3000, "receivable": 374}),
    signed=SIGNED,
    flags=("offline",),
)


def a_document(session_id: str = "SESSION-1", **fields: Any) -> Document:
    draft = Document(
        document_id=receipt_id(session_id),
        kind=Kind.RECEIPT,
        entity_id="network",
        session_id=session_id,
        driver_id="driver-1",
        issued_at=minutes(170),
        token=f"token-of-{session_id}",
        content=CONTENT,
    )
    return replace(draft, **fields)
