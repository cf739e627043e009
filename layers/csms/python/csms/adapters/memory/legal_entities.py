"""Legal entities in memory."""

from csms.receipts.legal import LegalEntity


class MemoryLegalEntities:
    """LegalEntities over a dict."""

    def __init__(self) -> None:
        """Nobody is described yet."""
        self._entities: dict[str, LegalEntity] = {}

    def get(self, entity_id: str) -> LegalEntity | None:
        """See the port."""
        return self._entities.get(entity_id)

    def put(self, entity: LegalEntity) -> None:
        """See the port."""
        self._entities[entity.entity_id] = entity
