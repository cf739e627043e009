"""How a language writes amounts, quantities and moments; the words are in `words`."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from csms.money import Money, exponent
from csms.receipts.words import LANGUAGES

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
NBSP, MINUS = "\N{NO-BREAK SPACE}", "\N{MINUS SIGN}"
SIGNS = {"EUR": "€", "GBP": "£"}


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its code."""

    code: str

    def say(self, key: str, **parts: object) -> str:
        """A word or sentence."""
        return LANGUAGES[self.code][key].format(**parts)

    def knows(self, key: str) -> bool:
        """Whether there are words for it."""
        return key in LANGUAGES[self.code]

    def number(self, value: Decimal, least: int = 0) -> str:
        """With grouped thousands, and at least so many decimals."""
        normal = value.normalize()
        places = max(least, -int(normal.as_tuple().exponent))
        text = f"{normal:,.{places}f}"
        return text if self.code == "en" else text.translate(str.maketrans(",.", ".,"))

    def amount(self, value: Decimal, currency: str) -> str:
        """A price or an amount in major units, with no fewer decimals than the currency has."""
        sign, number = SIGNS.get(currency), self.number(abs(value), exponent(currency))
        minus = MINUS if value < 0 else ""
        if self.code == "de":
            return f"{minus}{number}{NBSP}{sign or currency}"
        return f"{minus}{sign}{number}" if sign else f"{minus}{currency}{NBSP}{number}"

    def money(self, minor: int, currency: str) -> str:
        """An amount in minor units."""
        return self.amount(Money(minor, currency).major, currency)

    def energy(self, energy_wh: int) -> str:
        """Wh as kWh, to the watt-hour."""
        return f"{self.number(Decimal(energy_wh) / 1000, 3)}{NBSP}kWh"

    def date(self, at: datetime, zone: str) -> str:
        """A day of the site's calendar."""
        local = at.astimezone(ZoneInfo(zone))
        if self.code == "de":
            return f"{local:%d.%m.%Y}"
        return f"{local.day}{NBSP}{MONTHS[local.month - 1]}{NBSP}{local.year}"

    def clock(self, at: datetime, zone: str) -> str:
        """The time of day at the site."""
        return f"{at.astimezone(ZoneInfo(zone)):%H:%M}"

    def moment(self, at: datetime, zone: str) -> str:
        """Day, time and offset: in the hour that comes twice the offset tells which."""
        offset = f"{at.astimezone(ZoneInfo(zone)):%:z}"
        return f"{self.date(at, zone)}, {self.clock(at, zone)} (UTC{offset})"

    def duration(self, length: timedelta) -> str:
        """Hours, minutes and the seconds that are left."""
        seconds = round(length.total_seconds())
        parts = {"h": seconds // 3600, "min": seconds // 60 % 60, "s": seconds % 60}
        told = [f"{count}{NBSP}{unit}" for unit, count in parts.items() if count]
        return " ".join(told) or f"0{NBSP}min"
