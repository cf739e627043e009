"""Money: integer minor units with a currency, rounded in one place. Never a float."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

# ISO 4217: the currencies whose exponent is not 2.
EXPONENTS = {
    **dict.fromkeys(
        [
            "BIF",
            "CLP",
            "DJF",
            "GNF",
            "ISK",
            "JPY",
            "KMF",
            "KRW",
            "PYG",
            "RWF",
            "UGX",
            "VND",
            "VUV",
            "XAF",
            "XOF",
            "XPF",
        ],
        0,
    ),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
}


def exponent(currency: str) -> int:
    """How many decimals the currency has (ISO 4217)."""
    return EXPONENTS.get(currency, 2)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units (cents); sums only with its own currency."""

    minor: int
    currency: str

    def __add__(self, other: "Money") -> "Money":
        """The sum; ValueError if the currencies differ."""
        self._same_currency(other)
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        """The difference; ValueError if the currencies differ."""
        self._same_currency(other)
        return Money(self.minor - other.minor, self.currency)

    def __neg__(self) -> "Money":
        """The same amount the other way."""
        return Money(-self.minor, self.currency)

    @property
    def major(self) -> Decimal:
        """The amount in major units (euros), with the currency's decimals."""
        return Decimal(self.minor).scaleb(-exponent(self.currency))

    def _same_currency(self, other: "Money") -> None:
        if self.currency != other.currency:
            raise ValueError(f"{self.currency} and {other.currency} do not add up")


def whole_units(units: int, currency: str) -> Money:
    """So many euros (yen, ...), as settings of a deployment name amounts."""
    return Money(units * 10 ** exponent(currency), currency)


def rounded(amount: Decimal, currency: str) -> Money:
    """The one rounding of the house: half up (away from zero) to the currency's exponent."""
    minor = amount.scaleb(exponent(currency)).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return Money(int(minor), currency)
