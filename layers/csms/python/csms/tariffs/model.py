"""A tariff version: its document, what of it is priced, and how sessions are read for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from csms.pricing.facts import Rules
from csms.pricing.policy import Policy
from csms.pricing.tariff import Dimension, PricedTariff, Restrictions
from csms.stations.model import CurrentType


@dataclass(frozen=True, slots=True)
class Published:
    """A version as lists show it; what was stored without it is None."""

    tariff_id: str
    version: int
    published_at: datetime | None = None
    currency: str | None = None
    current_type: CurrentType | None = None
    fingerprint: str | None = None


@dataclass(frozen=True, slots=True)
class Tariff:
    """An immutable version of a tariff.

    `document` is the canonical OCPI 2.3.0 one with exact numbers. `fingerprint` is a digest of its
    content, without id and version.
    """

    tariff_id: str
    version: int
    document: Mapping[str, Any] = field(hash=False)
    priced: PricedTariff
    rules: Rules
    policy: Policy
    current_type: CurrentType | None
    fingerprint: str

    @property
    def currency(self) -> str:
        """ISO 4217."""
        return self.priced.currency

    @property
    def tax_included(self) -> bool:
        """Whether its prices hold the tax."""
        return self.priced.tax_included

    @property
    def prices_parking(self) -> bool:
        """Whether a vehicle that asks for no power may cost something."""
        return any(
            one.dimension is Dimension.PARKING_TIME and one.price > 0
            for element in self.priced.elements
            for one in element.components
        )

    @property
    def prices_reservations(self) -> bool:
        """Whether a reservation may cost something."""
        return any(one.restrictions.reservation is not None for one in self.priced.elements)

    @property
    def follows_energy(self) -> bool:
        """Whether the price follows from the energy and AC or DC alone, whatever came when."""
        return self.policy.waive_below_s == 0 and all(
            one.dimension in {Dimension.ENERGY, Dimension.FLAT}
            and element.restrictions == Restrictions(current_type=element.restrictions.current_type)
            for element in self.priced.elements
            for one in element.components
            if element.restrictions.reservation is None
        )
