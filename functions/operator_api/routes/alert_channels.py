"""Channels: the ways in which alerts leave."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from csms import bootstrap
from csms.alerts.keeping import Keeping, keep, remove
from csms.alerts.planning import plan_test
from csms.alerts.ports import AlertQueue, DeliveryRepository
from csms.errors import NotFound
from csms.web.fields import Identifier
from csms.web.needs import Needs
from csms.web.pagination import Page
from operator_api.schemas.alerts import (
    ChannelIn,
    ChannelView,
    DeliveryView,
    channel_view,
    delivery_view,
)

router = APIRouter(prefix="/alert-channels")
Channels = Annotated[Keeping, Depends(bootstrap.keeping_channels)]
Deliveries = Annotated[DeliveryRepository, Depends(bootstrap.alert_deliveries)]
Queue = Annotated[AlertQueue, Depends(bootstrap.alert_queue)]


@router.get("", summary="List channels")
def list_channels(needs: Channels) -> Page[ChannelView]:
    """All of them, by id."""
    return Page(items=[channel_view(one) for one in needs.channels.all()], next=None)


@router.get("/{channel_id}", summary="Get a channel")
def get_channel(channel_id: Identifier, needs: Channels) -> ChannelView:
    """Without its secrets."""
    channel = needs.channels.get(channel_id)
    if channel is None:
        raise NotFound(f"There is no channel {channel_id}: PUT it first.")
    return channel_view(channel)


@router.put(
    "/{channel_id}",
    summary="Make or change a channel",
    responses={HTTPStatus.CREATED: {"model": ChannelView}},
)
def put_channel(
    channel_id: Identifier, wanted: ChannelIn, needs: Channels, response: Response
) -> ChannelView:
    """An e-mail address gets a link that has to be followed before anything else reaches it."""
    channel, new = keep(channel_id, wanted.wanted(), needs)
    response.status_code = HTTPStatus.CREATED if new else HTTPStatus.OK
    return channel_view(channel)


@router.delete("/{channel_id}", summary="Remove a channel", status_code=HTTPStatus.NO_CONTENT)
def delete_channel(channel_id: Identifier, needs: Channels) -> None:
    """What was not delivered yet will not be. Nothing happens if there is none."""
    remove(channel_id, needs)


@router.post("/{channel_id}/test", summary="Test a channel", status_code=HTTPStatus.ACCEPTED)
def test_channel(
    channel_id: Identifier, channels: Channels, sent: Deliveries, queue: Queue, needs: Needs
) -> DeliveryView:
    """Send it an alert that says that nothing is wrong; `GET /alert-deliveries?channel_id=` shows
    what came of it.
    """
    channel = channels.channels.get(channel_id)
    if channel is None:
        raise NotFound(f"There is no channel {channel_id}: PUT it first.")
    return delivery_view(plan_test(channel, sent, queue, needs.clock))
