"""Lines and taxes of a document as JSON."""

from decimal import Decimal

from pydantic import BaseModel, Field

from csms.money import Money
from csms.receipts.content import Content, Line, Tax
from csms.receipts.language import Language
from csms.web.costs import TaxView
from csms.web.fields import DecimalText, MoneyView, money_view

HUNDRED = Decimal(100)
# Of a price that its tax makes infinite in decimals.
PLACES = Decimal("0.000001")


class DocumentLineView(BaseModel):
    """A priced quantity; net and gross are its rounded shares of the totals."""

    item: str = Field(examples=["energy"])
    text: str = Field(description="In the language that was asked for")
    quantity: DecimalText
    unit: str = Field(examples=["kWh", "h", "session"])
    price_net: DecimalText
    price_gross: DecimalText
    vat_percent: DecimalText
    net: MoneyView
    gross: MoneyView
    waived: DecimalText = Field(description="What a cap took off, in major units")


def line_view(line: Line, content: Content, language: Language) -> DocumentLineView:
    """Present a line. The price that the tariff does not state is rounded to six decimals."""
    currency = content.currency or ""
    price, factor = Decimal(line.price), 1 + Decimal(line.vat_percent) / HUNDRED
    taxed = content.tariff is not None and content.tariff.tax_included
    net, gross = (price / factor, price) if taxed else (price, price * factor)
    return DocumentLineView(
        item=line.item,
        text=language.say(f"item.{line.item}"),
        quantity=line.quantity,
        unit=line.unit,
        price_net=line.price if not taxed else _short(net),
        price_gross=line.price if taxed else _short(gross),
        vat_percent=line.vat_percent,
        net=money_view(Money(line.net_minor, currency)),
        gross=money_view(Money(line.gross_minor, currency)),
        waived=line.waived,
    )


def tax_view(tax: Tax, currency: str) -> TaxView:
    """Present a rate."""
    return TaxView(
        vat_percent=tax.vat_percent,
        net=money_view(Money(tax.net_minor, currency)),
        tax=money_view(Money(tax.tax_minor, currency)),
    )


def _short(price: Decimal) -> str:
    return f"{price.quantize(PLACES).normalize():f}"
