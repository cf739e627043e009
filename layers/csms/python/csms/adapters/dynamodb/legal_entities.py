"""Legal entities in the directory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms.receipts.legal import LegalEntity

if TYPE_CHECKING:
    from csms.adapters.dynamodb.table import Item, Table

RECORD = "RECORD"
TEXTS = ("name", "country", "vat_id", "registration", "email", "phone", "website")


class DynamoLegalEntities:
    """LegalEntities over the directory table."""

    def __init__(self, table: Table) -> None:
        """The directory."""
        self._table = table

    def get(self, entity_id: str) -> LegalEntity | None:
        """See the port."""
        item = self._table.get(f"LEGAL#{entity_id}", RECORD)
        return _entity_from(item) if item else None

    def put(self, entity: LegalEntity) -> None:
        """See the port."""
        texts = {name: getattr(entity, name) for name in TEXTS}
        self._table.put(
            {
                "pk": f"LEGAL#{entity.entity_id}",
                "sk": RECORD,
                "entity_id": entity.entity_id,
                "address": list(entity.address),
                "footers": dict(entity.footers),
                **{name: one for name, one in texts.items() if one is not None},
            }
        )


def _entity_from(item: Item) -> LegalEntity:
    return LegalEntity(
        entity_id=item["entity_id"],
        address=tuple(item["address"]),
        footers=item["footers"],
        **{name: item[name] for name in TEXTS if name in item},
    )
