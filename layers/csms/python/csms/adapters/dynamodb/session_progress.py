"""Signs of life on a session's item: of each quantity the newest known value, in any order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csms import clock
from csms.adapters.dynamodb import session_registers, session_trail
from csms.adapters.dynamodb.session_costs import cost_report_attributes, limit_attributes
from csms.adapters.dynamodb.session_items import session_from
from csms.adapters.dynamodb.update import Update
from csms.charging.noting import noted_of, still_noted

if TYPE_CHECKING:
    from csms.adapters.dynamodb.table import Item
    from csms.charging.facts import MeterReading, Progress, SessionStart, SessionStop

# The usual case: nothing of what stands there is newer. One request.
IN_ORDER = "(attribute_not_exists(latest_order) OR latest_order < :latest_order)"


def set_all(update: Update, progress: Progress) -> str:
    """Set what the progress says; the condition under which it is the newest."""
    update.set(
        latest_order=progress.order,
        latest_at=clock.to_text(progress.reading.measured_at),
        **_with_orders(_values(progress), progress.order),
    )
    session_registers.move_on(update, progress.reading)
    update.set_once(**_of_the_start(progress))
    update.add(seq_nos=numbered(progress))
    session_trail.append(update, noted_of(progress))
    return IN_ORDER


def at_its_place(update: Update, progress: Progress) -> str:
    """The further condition that the session is not known to run at another EVSE."""
    if progress.evse_id is None:
        return ""
    return (
        f" AND (attribute_not_exists(evse_id) OR evse_id = {update.value('at', progress.evse_id)})"
    )


def is_of(progress: Progress, item: Item) -> bool:
    """As `Progress.is_of`, for the item that stood in the way."""
    return progress.is_of(int(item["evse_id"]) if "evse_id" in item else None)


def numbered(fact: SessionStart | Progress | SessionStop) -> set[int]:
    """The number of an event, as a set to add."""
    return set() if fact.seq_no is None else {fact.seq_no}


def _of_the_start(progress: Progress) -> dict[str, Any]:
    known = belonging_to_the_start(progress.opening, progress.place)
    if progress.remote_start_id is not None:
        known |= {"remote_start_id": progress.remote_start_id}
    return known | limit_attributes(progress.limit)


def belonging_to_the_start(
    opening: MeterReading | None, place: tuple[int, int] | None
) -> dict[str, Any]:
    """What a later event says of the start: written where the start has not said it itself."""
    known: dict[str, Any] = {}
    if opening is not None:
        known |= {"begin_at": clock.to_text(opening.measured_at), "begin_wh": opening.register_wh}
    if place is not None:
        known |= {"evse_id": place[0], "connector_id": place[1]}
    return known


def set_again(update: Update, progress: Progress, item: Item) -> str | None:
    """What of it is to be written over the item that stood in the way; None if nothing is."""
    if item.get("latest_order", "") < progress.order:
        return set_all(update, progress)
    return set_unknown(update, progress, item)


def set_unknown(update: Update, progress: Progress, item: Item) -> str | None:
    """Set only what nothing newer has said; None if that is nothing.

    For a progress that is late: the newer one may have been silent on a quantity, and the price
    may rest on it.
    """
    values = {
        name: value
        for name, value in _values(progress).items()
        if item.get(_order_of(name), "") < progress.order
    }
    missing = {
        name: value
        for name, value in _of_the_start(progress).items()
        if name not in item and value is not None
    }
    number = numbered(progress) - set(item.get("seq_nos", ()))
    noted = still_noted(progress, session_from(item))
    known = item.get("late_fact"), item.get("latest_order")
    late = "settlement" in item and progress.order not in known
    if not values and not missing and not number and not noted and not late:
        return None
    update.set_once(**missing).add(seq_nos=number)
    update.set(late_fact=progress.order if late else None)
    session_trail.append(update, noted)
    if not values:
        return "attribute_exists(pk)"
    if "latest_wh" in values:
        session_registers.move_on(update, progress.reading)
    update.set(**_with_orders(values, progress.order))
    order = update.value("late", progress.order)
    return " AND ".join(
        f"(attribute_not_exists({_order_of(name)}) OR {_order_of(name)} < {order})"
        for name in values
    )


def _values(progress: Progress) -> dict[str, Any]:
    reading = progress.reading
    values = {
        "latest_wh": reading.register_wh,
        "latest_w": reading.power_w,
        "latest_soc": reading.soc_percent,
        "charging_state": progress.charging_state,
        **cost_report_attributes("", progress.cost_report),
    }
    return {name: value for name, value in values.items() if value is not None}


def _with_orders(values: dict[str, Any], order: str) -> dict[str, Any]:
    return values | {_order_of(name): order for name in values}


def _order_of(name: str) -> str:
    return f"{name}_order"
