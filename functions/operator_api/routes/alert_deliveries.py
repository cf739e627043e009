"""Deliveries: which alerts left, and which did not."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel

from csms import bootstrap
from csms.alerts.model import Delivery
from csms.alerts.ports import DeliveryRepository
from csms.web.fields import Identifier
from csms.web.pagination import Page, PagingQuery
from operator_api.schemas.alerts import DeliveryView, delivery_view

router = APIRouter(prefix="/alert-deliveries")
Deliveries = Annotated[DeliveryRepository, Depends(bootstrap.alert_deliveries)]


class DeliveryQuery(BaseModel):
    """Filters; each one given must hold."""

    incident_id: Identifier | None = None
    channel_id: Identifier | None = None


@router.get("", summary="List deliveries")
def list_deliveries(
    deliveries: Deliveries, paging: PagingQuery, wanted: Annotated[DeliveryQuery, Query()]
) -> Page[DeliveryView]:
    """Newest first; of one incident all of them. They are kept for 90 days."""
    if wanted.incident_id is not None:
        found = deliveries.of_incident(wanted.incident_id)[::-1]
        chosen = [one for one in found if wanted.channel_id in {None, one.channel_id}]
        return Page(items=[delivery_view(one) for one in chosen], next=None)

    def read(limit: int, cursor: str | None) -> tuple[list[Delivery], str | None]:
        return deliveries.page(wanted.channel_id, limit, cursor)

    return paging.page(read, delivery_view, "deliveries", wanted.channel_id)
