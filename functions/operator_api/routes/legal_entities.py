"""Legal entities: who issues the receipts of the network and of sites."""

from fastapi import APIRouter

from csms.receipts.legal import issuer_of
from csms.web.needs import Entities
from operator_api.schemas.legal_entities import (
    EntityId,
    LegalEntityIn,
    LegalEntityView,
    entity_from,
    entity_view,
)

router = APIRouter(prefix="/legal-entities")


@router.get("/{entity_id}", summary="Get a legal entity")
def get_legal_entity(entity_id: EntityId, entities: Entities) -> LegalEntityView:
    """`network` issues for every site that names no other. One that nobody described is empty."""
    return entity_view(issuer_of(entity_id, entities))


@router.put("/{entity_id}", summary="Describe a legal entity")
def put_legal_entity(
    entity_id: EntityId, wanted: LegalEntityIn, entities: Entities
) -> LegalEntityView:
    """Replace it. Receipts that were issued keep what they say."""
    entity = entity_from(entity_id, wanted)
    entities.put(entity)
    return entity_view(entity)
