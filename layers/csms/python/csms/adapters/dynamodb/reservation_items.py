"""A reservation and its fee as items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms import clock
from csms.stations.reservations import Reservation, ReservationFee, ReservationState

if TYPE_CHECKING:
    from datetime import datetime

    from csms.adapters.dynamodb.table import Item


def reservation_key(number: int) -> str:
    """Partition of the reservations of a number."""
    return f"RSV#{number:010d}"


def reservation_from(item: Item) -> Reservation:
    """A reservation."""
    return Reservation(
        station_id=item["sk"],
        number=int(item["pk"].removeprefix("RSV#")),
        evse_id=int(item["evse_id"]) if "evse_id" in item else None,
        token_id=item.get("token"),
        requested_at=_moment(item, "requested_at"),
        valid_until=_moment(item, "valid_until"),
        command_id=item.get("command_id"),
        answer=item.get("answer"),
        ended=ReservationState(item["ended"]) if "ended" in item else None,
        session_id=item.get("used_by"),
        end_reason=item.get("end_reason"),
        accepted_at=_moment(item, "accepted_at"),
        cancelled_at=_moment(item, "cancelled_at"),
        driver_id=item.get("driver"),
        fee=_fee_from(item.get("fee")),
    )


def fee_item(fee: ReservationFee) -> Item:
    """A fee as a map."""
    return {
        "decided_at": clock.to_text(fee.decided_at),
        "reason": fee.reason,
        "currency": fee.currency,
        "net_minor": fee.net_minor,
        "tax_minor": fee.tax_minor,
        "gross_minor": fee.gross_minor,
        "transfer_id": fee.transfer_id,
        "since": clock.to_text(fee.since) if fee.since else None,
        "until": clock.to_text(fee.until) if fee.until else None,
    }


def _fee_from(item: Item | None) -> ReservationFee | None:
    if item is None:
        return None
    return ReservationFee(
        decided_at=clock.from_text(item["decided_at"]),
        reason=item["reason"],
        currency=item["currency"],
        net_minor=int(item["net_minor"]),
        tax_minor=int(item["tax_minor"]),
        gross_minor=int(item["gross_minor"]),
        transfer_id=item["transfer_id"],
        since=clock.from_text(item["since"]) if item.get("since") else None,
        until=clock.from_text(item["until"]) if item.get("until") else None,
    )


def _moment(item: Item, name: str) -> datetime | None:
    return clock.from_text(item[name]) if name in item else None
