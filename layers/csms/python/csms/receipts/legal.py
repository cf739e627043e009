"""Who issues: the legal entity behind a network or a site."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

# The entity of the network, of every site that names no other.
NETWORK = "network"


@dataclass(frozen=True, slots=True)
class LegalEntity:
    """What the law wants to see of the seller; `footers` are closing words by language."""

    entity_id: str = NETWORK
    name: str | None = None
    address: tuple[str, ...] = ()
    country: str | None = None
    vat_id: str | None = None
    registration: str | None = None
    email: str | None = None
    phone: str | None = None
    website: str | None = None
    footers: Mapping[str, str] = field(default_factory=dict)

    @property
    def missing(self) -> tuple[str, ...]:
        """What a receipt should name and cannot (Directive 2006/112/EC, art. 226 (3) and (5))."""
        needed = {
            "name": self.name,
            "address": self.address,
            "country": self.country,
            "vat_id": self.vat_id,
            "contact": self.email or self.phone,
        }
        return tuple(name for name, one in needed.items() if not one)


class LegalEntities(Protocol):
    """Where legal entities are kept."""

    def get(self, entity_id: str) -> LegalEntity | None:
        """The entity, if an operator has described it."""

    def put(self, entity: LegalEntity) -> None:
        """Replace it. Documents that were issued keep what they say."""


def issuer_of(entity_id: str | None, entities: LegalEntities) -> LegalEntity:
    """The entity that issues; one that nobody described has a name in no field."""
    wanted = entity_id or NETWORK
    return entities.get(wanted) or LegalEntity(wanted)
