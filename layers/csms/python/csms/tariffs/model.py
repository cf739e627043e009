"""A tariff version, in OCPI 2.3.0 terms; rates are Decimal with the unit in the name."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from csms.stations.model import CurrentType


class Dimension(StrEnum):
    """OCPI TariffDimensionType. Rating knows ENERGY so far; see `tariffs.document`."""

    ENERGY = "ENERGY"


@dataclass(frozen=True, slots=True)
class PriceComponent:
    """A price in one dimension. `price_per_kwh` as the tariff's `tax_included` says."""

    dimension: Dimension
    price_per_kwh: Decimal
    vat_percent: Decimal
    step_size_wh: int


@dataclass(frozen=True, slots=True)
class TariffElement:
    """Components that hold together; the first element with a dimension prices it (OCPI)."""

    components: tuple[PriceComponent, ...]


@dataclass(frozen=True, slots=True)
class Tariff:
    """An immutable version of a tariff. `fingerprint` is a digest of its content."""

    tariff_id: str
    version: int
    currency: str
    tax_included: bool
    current_type: CurrentType | None
    elements: tuple[TariffElement, ...]
    fingerprint: str
