"""A tariff in words, for drivers: per kWh, per minute, per session, other (the order of AFIR)."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from csms.pricing.describing_prices import PriceWords
from csms.pricing.findings import Placed, placed
from csms.pricing.tariff import Dimension, PricedTariff, PriceLimit, Reservation
from csms.pricing.wording import WORDS, Language, Words
from csms.stations.model import CurrentType

ORDER = (Dimension.ENERGY, Dimension.TIME, Dimension.PARKING_TIME, Dimension.FLAT)
LABELS = {
    Dimension.ENERGY: "energy",
    Dimension.TIME: "time",
    Dimension.PARKING_TIME: "idle",
    Dimension.FLAT: "flat",
}
RESERVED = {
    Reservation.RESERVATION: "reservation",
    Reservation.RESERVATION_EXPIRES: "expired",
}


def describe(
    tariff: PricedTariff,
    language: Language = Language.EN,
    current_type: CurrentType | None = None,
) -> tuple[str, ...]:
    """A line for each kind of price, then bounds and tax. With a current type, for that alone."""
    return tuple(_Description(tariff, WORDS[language], current_type).lines())


class _Description:
    def __init__(
        self, tariff: PricedTariff, words: Words, current_type: CurrentType | None
    ) -> None:
        self.tariff, self.words, self.current_type = tariff, words, current_type
        kinds = {None, current_type} if current_type else {None, *CurrentType}
        self.prices = [
            one for one in placed(tariff) if one.element.restrictions.current_type in kinds
        ]
        self.rates = sorted({one.component.vat_percent for one in self.prices})
        self.priced = PriceWords(
            words, tariff.currency, kind=current_type is None, rates=len(self.rates) > 1
        )

    def lines(self) -> Iterator[str]:
        for dimension in ORDER:
            found = [one for one in self._of(dimension) if not one.reserving]
            caps = self._caps() if dimension is Dimension.PARKING_TIME else ()
            yield from self._line(LABELS[dimension], found, caps)
        for reservation, name in RESERVED.items():
            for dimension, suffix in ((Dimension.TIME, "time"), (Dimension.FLAT, "flat")):
                of_kind = [
                    one
                    for one in self._of(dimension)
                    if one.element.restrictions.reservation is reservation
                ]
                yield from self._line(f"{name}_{suffix}", of_kind)
        bounds = [*self._bound("least", self.tariff.min_price)]
        bounds += self._bound("most", self.tariff.max_price)
        if bounds:
            yield f"{self.words.say('bounds')}: {', '.join(bounds)}"
        yield self._tax()

    def _of(self, dimension: Dimension) -> list[Placed]:
        return [one for one in self.prices if one.component.dimension is dimension]

    def _line(
        self, label: str, found: Sequence[Placed], further: Sequence[str] = ()
    ) -> Iterator[str]:
        if found:
            entries = [self.priced.entry(one, number) for number, one in enumerate(found)]
            yield f"{self.words.say(label)}: {', '.join([*entries, *further])}"

    def _caps(self) -> list[str]:
        cap, words = self.tariff.parking_cap, self.words
        return [
            words.say(phrase, amount=words.money(amount, self.tariff.currency))
            for phrase, amount in (
                ("per_session_cap", cap.per_session),
                ("per_day_cap", cap.per_day),
            )
            if amount is not None
        ]

    def _bound(self, phrase: str, limit: PriceLimit) -> Iterator[str]:
        words, currency = self.words, self.tariff.currency
        if limit.after_taxes is not None:
            yield words.say(phrase, amount=words.money(limit.after_taxes, currency))
        elif limit.before_taxes is not None:
            amount = words.say("before_tax", amount=words.money(limit.before_taxes, currency))
            yield words.say(phrase, amount=amount)

    def _tax(self) -> str:
        if self.rates in ([], [Decimal(0)]):
            return self.words.say("untaxed")
        phrase = "included" if self.tariff.tax_included else "excluded"
        if len(self.rates) > 1:
            return self.words.say(f"{phrase}_rates")
        return self.words.say(phrase, rate=self.words.number(self.rates[0]))
