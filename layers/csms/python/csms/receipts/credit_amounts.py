"""How a credit spreads over the rates of tax of its receipt, and what the note says of it."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from csms.money import Money
from csms.receipts.content import Line, Tax
from csms.receipts.document import Document, Kind
from csms.receipts.shares import shared

# What the only line of a document is called, by what the document is.
ITEMS = {Kind.CREDIT_NOTE: "credit", Kind.ADDITIONAL_CHARGE: "additional"}


def credited_taxes(receipt: Document, notes: Sequence[Document], minor: int) -> tuple[Tax, ...]:
    """A gross amount in proportion to what is left of each rate's net and tax."""
    left = taxes_left(receipt, notes)
    parts = [part for one in left for part in (one.net_minor, one.tax_minor)]
    shares = shared(minor, parts)
    found = (
        Tax(one.vat_percent, shares[2 * number], shares[2 * number + 1])
        for number, one in enumerate(left)
    )
    return tuple(one for one in found if one.net_minor or one.tax_minor)


def credit_lines(receipt: Document, taxes: Sequence[Tax], item: str = "credit") -> tuple[Line, ...]:
    """One line for each rate; its price with or without tax as the tariff's prices are."""
    tariff, currency = receipt.content.tariff, receipt.content.currency or ""
    taxed = tariff is not None and tariff.tax_included
    return tuple(_line(item, one, currency, taxed=taxed) for one in taxes)


def _line(item: str, tax: Tax, currency: str, *, taxed: bool) -> Line:
    gross_minor = tax.net_minor + tax.tax_minor
    price: Decimal = Money(gross_minor if taxed else tax.net_minor, currency).major
    return Line(item, "1", "session", f"{price:f}", tax.vat_percent, tax.net_minor, gross_minor)


def taxes_left(receipt: Document, notes: Sequence[Document]) -> list[Tax]:
    """What is charged at each rate by now: less what was given back, with what was added."""
    net, tax = Counter[str](), Counter[str]()
    for document in (receipt, *notes):
        sign = -1 if document.kind is Kind.CREDIT_NOTE else 1
        for one in document.content.taxes:
            net[one.vat_percent] += sign * one.net_minor
            tax[one.vat_percent] += sign * one.tax_minor
    return [Tax(rate, net[rate], tax[rate]) for rate in net]
