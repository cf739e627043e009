"""What a start, a stop and a payer are in the item of their session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms import clock
from csms.adapters.dynamodb import keys, session_progress
from csms.adapters.dynamodb.meter_items import habits_item
from csms.adapters.dynamodb.session_costs import cost_report_attributes, limit_attributes
from csms.adapters.dynamodb.session_items import (
    listed_at,
    reading_attributes,
    samples_text,
    tariff_attributes,
    text_of,
)

if TYPE_CHECKING:
    from csms.adapters.dynamodb.update import Update
    from csms.charging.facts import SessionStart, SessionStop
    from csms.charging.payer import Payer

NO_END = dict.fromkeys(("end_at", "end_wh", "end_w", "end_soc"))


def set_start(update: Update, start: SessionStart, *, running: bool) -> None:
    """All that the start says. `running`: the session is listed among those that run."""
    presented = start.payer
    update.set(
        start_token=presented.token_id if presented else None,
        start_decision=presented.authorization.value if presented else None,
        start_driver=presented.driver_id if presented else None,
        start_group=presented.group_id if presented else None,
        start_organisation=presented.organisation_id if presented else None,
        start_expires=text_of(presented.expires_at) if presented else None,
        start_psp_ref=presented.psp_ref if presented else None,
        start_key=start.start_key,
        start_received_at=clock.to_text(start.received_at),
        evse_id=start.evse_id or None,
        connector_id=start.connector_id if start.evse_id else None,
        max_power_w=start.max_power_w,
        site_id=start.site_id,
        current_type=start.current_type.value if start.current_type else None,
        time_zone=start.time_zone,
        **tariff_attributes(start.tariff, start.chosen),
        remote_start_id=start.remote_start_id,
        begin_samples=samples_text(start.samples),
        begin_state=start.charging_state,
        start_reported_at=start.reported_at,
        reservation_number=start.reservation_number,
        reserved_at=text_of(start.reserved_at),
        reserved_until=text_of(start.reserved_until),
        **limit_attributes(start.limit),
        meter=habits_item(start.habits),
        started_at=listed_at(start.started_at, start.session_id),
        active_shard=keys.active_shard(start.session_id) if running else None,
        **reading_attributes("begin", start.reading),
    )
    update.set_once(
        charging_state=start.charging_state,
        **cost_report_attributes("", start.cost_report),
    )
    update.add(flags=set(start.flags), seq_nos=session_progress.numbered(start))


def set_payer(update: Update, payer: Payer) -> None:
    """The whole payer or nothing: one person's token never stands beside another's name."""
    update.replace(
        token_id=payer.token_id,
        authorization=payer.authorization.value,
        driver_id=payer.driver_id,
        organisation_id=payer.organisation_id,
        payer_order=payer.rank,
        payer_group=payer.group_id,
        payer_expires=text_of(payer.expires_at),
        psp_ref=payer.psp_ref,
    )


def set_stop(update: Update, stop: SessionStop) -> None:
    """All that the stop says, in the place of what one before it said."""
    update.set(
        stop_key=stop.stop_key,
        stopped_at=clock.to_text(stop.stopped_at),
        stop_received_at=clock.to_text(stop.received_at),
        stop_reason=stop.reason,
        unsettled_shard=keys.active_shard(stop.key.transaction_id),
    )
    update.replace(
        stop_estimated=stop.estimated or None,
        stop_matched=stop.matched or None,
        stop_reported_at=stop.reported_at,
        stop_token=stop.token_id,
        stop_group=stop.group_id,
        stop_organisation=stop.organisation_id,
        stop_driver=stop.driver_id,
        **NO_END | reading_attributes("end", stop.reading),
        **cost_report_attributes("end_", stop.cost_report),
    )
    update.set_once(**session_progress.belonging_to_the_start(stop.opening, stop.place))
    update.add(flags=set(stop.flags), seq_nos=session_progress.numbered(stop))
    update.remove("active_shard")


def gives_way(stop: SessionStop) -> str:
    """`SessionStop.gives_way_to` as a condition on the stop that stands there."""
    if stop.estimated:
        return "attribute_exists(stop_matched) AND stopped_at > :stopped_at"
    if stop.matched:
        return "attribute_exists(stop_estimated)"
    return "(attribute_exists(stop_estimated) OR attribute_exists(stop_matched))"
