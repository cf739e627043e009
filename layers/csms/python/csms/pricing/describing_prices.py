"""A price in words, with when it holds."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from csms.pricing.describing_conditions import conditions_text
from csms.pricing.findings import Placed, finite_per_minute
from csms.pricing.tariff import Component, Dimension
from csms.pricing.texts import exact_text
from csms.pricing.wording import Words


@dataclass(frozen=True, slots=True)
class PriceWords:
    """`kind`: whether AC or DC is to be said with each price; `rates`: whether its tax is."""

    words: Words
    currency: str
    kind: bool
    rates: bool

    def entry(self, one: Placed, number: int) -> str:
        """The price; one without conditions behind others holds where they do not."""
        words, component = self.words, one.component
        entry = self._price(component)
        if component.step_size > 1 and component.dimension is not Dimension.FLAT:
            entry = words.say("steps", entry=entry, step=self._step(component))
        if self.rates:
            entry = words.say("rate", entry=entry, rate=words.number(component.vat_percent))
        when = conditions_text(one.element.restrictions, words, kind=self.kind)
        if when:
            return f"{entry} ({when})"
        return words.say("otherwise", entry=entry) if number else entry

    def _price(self, component: Component) -> str:
        """Time per minute; per hour only where a minute's price has no finite decimals."""
        words = self.words
        if not component.price:
            return words.say("free")
        price = words.money(component.price, self.currency)
        match component.dimension:
            case Dimension.ENERGY:
                return words.say("per_kwh", price=price)
            case Dimension.FLAT:
                return words.say("once", price=price)
        if not finite_per_minute(component):
            return words.say("per_hour", price=price)
        minute = Decimal(exact_text(Fraction(component.price) / 60))
        return words.say("per_minute", price=words.money(minute, self.currency))

    def _step(self, component: Component) -> str:
        if component.dimension is Dimension.ENERGY:
            return f"{component.step_size} Wh"
        return self.words.span(component.step_size)
