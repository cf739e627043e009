"""The words of a tariff's description, by language, and how numbers are written in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from csms.money import exponent
from csms.pricing.wording_de import DE
from csms.pricing.wording_en import EN


class Language(StrEnum):
    """ISO 639."""

    EN = "en"
    DE = "de"


@dataclass(frozen=True, slots=True)
class Words:
    """Phrases with places for values; `days` begin with Monday."""

    decimal_mark: str
    days: tuple[str, ...]
    said: Mapping[str, str]

    def say(self, phrase: str, **values: object) -> str:
        """The phrase with its values."""
        return self.said[phrase].format(**values)

    def number(self, value: Decimal | int, least: int = 0) -> str:
        """Without exponent and useless zeros, with at least so many decimals."""
        whole, _, rest = f"{Decimal(value):f}".partition(".")
        rest = rest.rstrip("0").ljust(least, "0")
        return f"{whole}{self.decimal_mark}{rest}" if rest else whole

    def money(self, amount: Decimal, currency: str) -> str:
        """With the currency's decimals, or more where the price has more."""
        return f"{self.number(amount, exponent(currency))} {currency}"

    def span(self, seconds: int) -> str:
        """A length of time."""
        if seconds % 3600 == 0 and seconds >= 7200:
            return f"{seconds // 3600} h"
        return f"{seconds // 60} min" if seconds % 60 == 0 else f"{seconds} s"


WORDS = {
    Language.EN: Words(".", ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), EN),
    Language.DE: Words(",", ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"), DE),
}
