"""How a credit spreads over the rates of tax of its receipt, and what the note says of it."""

from collections.abc import Sequence
from decimal import Decimal

from csms.money import Money
from csms.receipts.content import Line, Tax
from csms.receipts.document import Document
from csms.receipts.shares import shared


def credited_taxes(receipt: Document, notes: Sequence[Document], minor: int) -> tuple[Tax, ...]:
    """A gross amount in proportion to what is left of each rate's net and tax."""
    left = _left(receipt, notes)
    parts = [part for one in left for part in (one.net_minor, one.tax_minor)]
    shares = shared(minor, parts)
    found = (
        Tax(one.vat_percent, shares[2 * number], shares[2 * number + 1])
        for number, one in enumerate(left)
    )
    return tuple(one for one in found if one.net_minor or one.tax_minor)


def credit_lines(receipt: Document, taxes: Sequence[Tax]) -> tuple[Line, ...]:
    """One line for each rate; its price with or without tax as the tariff's prices are."""
    tariff, currency = receipt.content.tariff, receipt.content.currency or ""
    taxed = tariff is not None and tariff.tax_included
    return tuple(_line(one, currency, taxed=taxed) for one in taxes)


def _line(tax: Tax, currency: str, *, taxed: bool) -> Line:
    gross_minor = tax.net_minor + tax.tax_minor
    price: Decimal = Money(gross_minor if taxed else tax.net_minor, currency).major
    return Line("credit", "1", "session", f"{price:f}", tax.vat_percent, tax.net_minor, gross_minor)


def _left(receipt: Document, notes: Sequence[Document]) -> list[Tax]:
    given = [tax for note in notes for tax in note.content.taxes]
    return [
        Tax(
            one.vat_percent,
            one.net_minor - sum(x.net_minor for x in given if x.vat_percent == one.vat_percent),
            one.tax_minor - sum(x.tax_minor for x in given if x.vat_percent == one.vat_percent),
        )
        for one in receipt.content.taxes
    ]
