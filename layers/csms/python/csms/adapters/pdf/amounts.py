"""The table of lines, the totals with the taxes, and how it was paid."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Table

from csms.adapters.pdf.pieces import FLUSH, grid, text
from csms.adapters.pdf.styles import (
    ACCENT,
    BODY,
    BODY_RIGHT,
    LABEL,
    LABEL_RIGHT,
    LINE,
    SMALL,
    TOTAL,
    TOTAL_RIGHT,
)
from csms.receipts.content import Content, Line
from csms.receipts.document import Document, Kind
from csms.receipts.language import Language

COLUMNS = [53 * mm, 28 * mm, 31 * mm, 14 * mm, 22 * mm, 22 * mm]
HEADS = ("description", "quantity", "price", "tax", "net", "gross")
PADDED = [("TOPPADDING", (0, 0), (-1, -1), 2.5), ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5)]


def line_table(content: Content, language: Language) -> Table:
    """The lines; the head is repeated on each page."""
    heads = [text(language.say(one), LABEL_RIGHT if n else LABEL) for n, one in enumerate(HEADS)]
    rows = [heads, *(_row(one, content, language) for one in content.lines)]
    rules = [("LINEBELOW", (0, n), (-1, n), 0.4, LINE) for n in range(1, len(rows))]
    style: Any = [*FLUSH, *PADDED, ("LINEBELOW", (0, 0), (-1, 0), 0.8, ACCENT), *rules]
    return Table(rows, colWidths=COLUMNS, repeatRows=1, style=style, hAlign="LEFT")


def _row(line: Line, content: Content, language: Language) -> list[Any]:
    currency = content.currency or ""
    first = [text(language.say(f"item.{line.item}"))]
    if Decimal(line.waived):
        waived = language.amount(Decimal(line.waived), currency)
        first.append(text(language.say("waived", amount=waived), SMALL))
    cells = (
        _quantity(line, language),
        _unit_price(line, currency, language),
        f"{language.number(Decimal(line.vat_percent))} %",
        language.money(line.net_minor, currency),
        language.money(line.gross_minor, currency),
    )
    return [first, *(text(one, BODY_RIGHT) for one in cells)]


def _quantity(line: Line, language: Language) -> str:
    amount = Decimal(line.quantity)
    if line.unit == "h":
        return language.duration(timedelta(seconds=round(amount * 3600)))
    unit = "" if line.unit == "session" else f" {line.unit}"
    return f"{language.number(amount, 3 if line.unit == 'kWh' else 0)}{unit}"


def _unit_price(line: Line, currency: str, language: Language) -> str:
    price = language.amount(Decimal(line.price), currency)
    return price if line.unit == "session" else f"{price}/{line.unit}"


def totals(document: Document, language: Language) -> Table:
    """Net, the tax of each rate, and the sum under a line."""
    content, currency = document.content, document.content.currency or ""
    rows = [[language.say("sum_net"), language.money(content.net_minor, currency)]]
    for one in content.taxes:
        rate, net = (
            language.number(Decimal(one.vat_percent)),
            language.money(one.net_minor, currency),
        )
        rows.append(
            [language.say("sum_tax", rate=rate, net=net), language.money(one.tax_minor, currency)]
        )
    cells: list[list[Any]] = [[text(name, BODY), text(sum_, BODY_RIGHT)] for name, sum_ in rows]
    word = "sum_credited" if document.kind is Kind.CREDIT_NOTE else "sum_gross"
    gross = language.money(content.gross_minor, currency)
    cells.append([text(language.say(word), TOTAL), text(gross, TOTAL_RIGHT)])
    rule = ("LINEABOVE", (0, -1), (-1, -1), 0.8, ACCENT)
    table = grid(cells, [60 * mm, 30 * mm], *PADDED, rule)
    return grid([["", table]], [80 * mm, 90 * mm])


def payment_rows(document: Document, language: Language) -> list[tuple[str, str]]:
    """How much came from where, or went back to where."""
    content, verb = document.content, "back" if document.kind is Kind.CREDIT_NOTE else "paid"
    parts = content.payment.parts if content.payment else {}
    told = []
    for part, minor in parts.items():
        key = f"{verb}.{part}"
        word = language.say(key) if language.knows(key) else language.say("paid.other", part=part)
        told.append((word, language.money(minor, content.currency or "")))
    return told
