"""What stands behind the amounts: meter, idle time, tariff, remarks."""

from collections.abc import Iterable
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import KeepTogether, Spacer

from csms.adapters.pdf.amounts import payment_rows
from csms.adapters.pdf.pieces import grid, text
from csms.adapters.pdf.styles import BODY_RIGHT, SECTION, SMALL
from csms.receipts.content import Content, Register
from csms.receipts.document import Document
from csms.receipts.language import Language
from csms.receipts.sentences import (
    idle_sentences,
    remarks,
    reserved_sentences,
    signed_sentences,
)

KEY_PIECE = 64


def explanations(document: Document, language: Language) -> list[Any]:
    """Sections; one of which nothing is known does not appear."""
    content = document.content
    found = [
        _section("payment", language, _payment(document, language)),
        _section("meter", language, [*_meter(content, language), *_signed(content, language)]),
        _section(
            "reservation", language, [text(one) for one in reserved_sentences(content, language)]
        ),
        _section("idle", language, [text(one) for one in idle_sentences(content, language)]),
        _section("tariff", language, _tariff(content, language)),
        _section("remarks", language, [text(one) for one in remarks(content, language)]),
    ]
    return [one for each in found for one in each]


def _section(key: str, language: Language, body: Iterable[Any]) -> list[Any]:
    pieces = list(body)
    if not pieces:
        return []
    return [KeepTogether([text(language.say(key), SECTION), pieces[0]]), *pieces[1:]]


def _payment(document: Document, language: Language) -> list[Any]:
    rows = [[text(name), text(sum_, BODY_RIGHT)] for name, sum_ in payment_rows(document, language)]
    return [grid(rows, [140 * mm, 30 * mm])] if rows else []


def _meter(content: Content, language: Language) -> list[Any]:
    energy = content.energy
    if energy is None:
        return []
    told = {"begin": energy.begin, "end": energy.end}
    known = {name: one for name, one in told.items() if one.wh is not None}
    rows = [
        [
            text(language.say(f"register.{name}")),
            text(language.energy(one.wh or 0), BODY_RIGHT),
            text(_origin(one, language), SMALL),
        ]
        for name, one in known.items()
    ]
    return (
        [grid(rows, [50 * mm, 32 * mm, 88 * mm], ("LEFTPADDING", (2, 0), (2, -1), 12))]
        if rows
        else []
    )


def _origin(register: Register, language: Language) -> str:
    return language.say(f"origin.{register.origin}")


def _signed(content: Content, language: Language) -> list[Any]:
    told: list[Any] = [text(one) for one in signed_sentences(content, language)]
    check = content.signed
    if check and check.public_key:
        origin = language.say(f"signed.key.{check.key_origin}")
        told.append(text(f"{language.say('signed.key')} ({origin}): {check.public_key}", SMALL))
    return [Spacer(0, 1.5 * mm), *told] if told else []


def _tariff(content: Content, language: Language) -> list[Any]:
    tariff = content.tariff
    if tariff is None:
        return []
    taxed = "prices_with_tax" if tariff.tax_included else "prices_without_tax"
    told = [tariff.texts.get(language.code) or language.say(taxed)]
    named = language.say(
        "tariff.version",
        tariff=tariff.tariff_id,
        version=tariff.version,
        fingerprint=tariff.fingerprint[:16],
    )
    return [*(text(one) for one in told), text(named, SMALL)]
