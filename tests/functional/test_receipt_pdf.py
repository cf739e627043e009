"""What a person sees who opens the PDF, as another program reads it."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from tests.builders import minutes
from tests.documents import CONTENT, a_document

from csms.adapters.pdf.rendering import PdfRenderer
from csms.receipts.content import (
    Content,
    Energy,
    Line,
    Original,
    Payment,
    Place,
    Recipient,
    Register,
    Tax,
)
from csms.receipts.document import Document, Kind
from csms.receipts.legal import LegalEntity

LINK = "https://api.example.com/client/v1/receipts/3q2-7wAbCdEfGhIjKlMnOpQr"


def rendered(document: Document, language: str = "en", link: str | None = LINK) -> PdfReader:
    return PdfReader(BytesIO(PdfRenderer().render(document, language, link)))


def words_of(reader: PdfReader) -> str:
    text = " ".join(page.extract_text() for page in reader.pages)
    return " ".join(text.replace("\xa0", " ").split())


def a_receipt(**changes: object) -> Document:
    return a_document(sequence=42, content=replace(CONTENT, **changes))  # type: ignore[arg-type]


def test_receipt_says_all_that_a_driver_can_check() -> None:
    told = words_of(rendered(a_receipt()))
    for wanted in (
        "Ladewerk Süd GmbH", "Bahnhofstraße 12", "VAT id DE123456789", "HRB 70123",
        "R-000042", "20 Jan 2026", "SESSION-1", "Jörg Müller",
        "Parkhaus am Bahnhof", "FR-DC-01", "2 / 1", "DC, up to 150 kW",
        "20 Jan 2026, 13:00 (UTC+01:00)", "20 Jan 2026, 15:40 (UTC+01:00)", "2 h 40 min",
        "40.550 kWh", "€0.49/kWh", "1 h 23 min", "€6.00/h", "19 %", "€19.87", "€13.87",
        "€28.35", "€5.39", "€33.74", "Paid from your balance", "€30.00", "€3.74",
        "1.000 kWh", "41.550 kWh", "as the station reported", "signature was verified",
        "free of charge until 14:17, unplugged 15:40", "dc, version 3, fingerprint 9f9f",
        "0.49 EUR per kWh", "Unit prices include VAT", "offline for a part",
        "Thank you for charging with us", "Page 1 of 1",
    ):  # fmt: skip
        assert wanted in told, wanted


def test_receipt_speaks_german() -> None:
    told = words_of(rendered(a_receipt(), "de"))
    for wanted in ("Rechnung", "0,49 €/kWh", "33,74 €", "20.01.2026, 13:00 (UTC+01:00)"):
        assert wanted in told, wanted


def test_the_same_document_has_the_same_bytes() -> None:
    renderer = PdfRenderer()
    once, again = (renderer.render(a_receipt(), "de", LINK) for _ in range(2))
    assert once == again
    assert renderer.render(a_receipt(), "de", LINK + "x") != once


def test_programs_that_read_aloud_find_title_and_language() -> None:
    reader = rendered(a_receipt(), "de")
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == (
        "Rechnung R-000042",
        "Ladewerk Süd GmbH",
    )
    catalog: Any = reader.root_object
    assert catalog["/Lang"] == "de"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]


def test_fonts_are_in_the_file() -> None:
    page: Any = rendered(a_receipt()).pages[0]
    fonts = page["/Resources"]["/Font"]
    for one in fonts.values():
        font = one.get_object()
        if "NotoSans" in str(font["/BaseFont"]):
            assert "/FontFile2" in font["/FontDescriptor"].get_object()


def test_long_receipt_numbers_its_pages_and_repeats_its_head() -> None:
    reader = rendered(a_receipt(lines=CONTENT.lines * 40))
    count = len(reader.pages)
    assert count > 2
    for number, page in enumerate(reader.pages, 1):
        text = page.extract_text()
        assert f"Page {number} of {count}" in text
        assert "Ladewerk Süd GmbH" in text
    assert "Unit price" in reader.pages[1].extract_text()


@pytest.mark.parametrize(
    ("currency", "price", "minor", "told"),
    [("JPY", "35", 1419, "JPY 1,419"), ("KWD", "0.0485", 1967, "KWD 1.967")],
)
def test_currencies_have_their_own_decimals(
    currency: str, price: str, minor: int, told: str
) -> None:
    line = Line("energy", "40.55", "kWh", price, "0", minor, minor)
    sums = {
        "net_minor": minor,
        "tax_minor": 0,
        "gross_minor": minor,
        "taxes": (Tax("0", minor, 0),),
    }
    text = words_of(rendered(a_receipt(currency=currency, lines=(line,), **sums)))
    assert text.count(told) >= 3
    assert f"{currency} {price}/kWh" in text


def test_credit_note_names_what_it_corrects_and_why() -> None:
    content = replace(
        CONTENT,
        original=Original("R-000042", minutes(170), 3374, "The plug was <stuck> & hot"),
        payment=Payment("crn:SESSION-1:1", {"receivable": 374, "wallet": 126}),
    )
    note = a_document(kind=Kind.CREDIT_NOTE, sequence=7, content=content)
    told = words_of(rendered(note))
    for wanted in (
        "Credit note", "C-000007", "corrects receipt R-000042 of 20 Jan 2026 over €33.74",
        "Reason: The plug was <stuck> & hot", "Given back to your balance",
        "Set off against what you owed", "Amount credited",
    ):  # fmt: skip
        assert wanted in told, wanted


def test_what_is_not_known_is_not_made_up() -> None:
    bare = Content(
        issuer=LegalEntity(),
        recipient=Recipient(),
        place=Place("CP1"),
        times=replace(CONTENT.times, ended_at=None),
        energy=Energy(0, Register(1000, "station"), Register(41_550, "station")),
        currency=None,
    )
    told = words_of(rendered(a_document(sequence=1, content=bare), link=None))
    assert "Nothing was delivered, and nothing is to be paid." in told
    assert "The operator has not stated: name, address, country, VAT id, contact." in told
    assert "None" not in told


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=200), st.text(max_size=200), st.lists(st.text(max_size=200), max_size=6))
def test_any_name_can_be_printed(name: str, site: str, address: list[str]) -> None:
    place = replace(CONTENT.place, site_name=site, address=tuple(address))
    receipt = a_receipt(recipient=Recipient("d", name), place=place)
    assert rendered(receipt).pages
