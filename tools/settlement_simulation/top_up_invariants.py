"""Automatic top-ups: by the driver's own word only, one at a time, each booked once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from csms.payments.model import PaymentKind
from settlement_simulation import network
from settlement_simulation.violations import Check, Violation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from settlement_simulation.provider_records import Record
    from settlement_simulation.world import World


def automatic(world: World) -> dict[str, list[Record]]:
    """What the provider has charged of each driver by itself, in order."""
    found: dict[str, list[Record]] = {one: [] for one in network.driver_ids()}
    for record in world.around.provider.records.values():
        payment = world.around.stores.payments.get(record.payment_id)
        if payment is not None and payment.kind is PaymentKind.AUTO_TOP_UP:
            found[payment.driver_id or ""].append(record)
    return found


def only_when_low(world: World) -> Iterator[Violation]:
    """Each follows a moment, after the booking of the one before, with less than was agreed."""
    for driver_id, records in automatic(world).items():
        since: datetime | None = None
        for record in records:
            threshold = network.AUTO_TOP_UPS.get(driver_id, (0,))[0]
            begin = since or record.created_at - timedelta(days=365)
            least = world.around.wallets.least(driver_id, begin, record.created_at)
            if least is None or least >= threshold or begin > record.created_at:
                text = f"{driver_id}: {record.provider_id} with {least} available, not {threshold}"
                yield Violation(text, (record.payment_id, driver_id))
            booked = world.around.stores.books.transfers.get(f"top:{record.provider_id}")
            since = booked.posted_at if booked else record.created_at


def as_agreed(world: World) -> Iterator[Violation]:
    """Of the amount that the driver agreed to; a refused card is tried once."""
    for driver_id, records in automatic(world).items():
        _, amount, method_id = network.AUTO_TOP_UPS.get(driver_id, (0, 0, ""))
        for record in records:
            if record.captured_minor not in {0, amount}:
                text = f"{driver_id}: {record.captured_minor} charged, {amount} agreed"
                yield Violation(text, (record.payment_id,))
        tried = world.around.stores.payments.profile(driver_id).auto_count  # each number is used
        if method_id == "pm_refused" and tried > 1:
            yield Violation(f"{driver_id}: a refused card was tried {tried} times", (driver_id,))


TOP_UP_CHECKS: dict[str, Check] = {
    "an automatic top-up follows a low balance, one at a time": only_when_low,
    "an automatic top-up is what was agreed to": as_agreed,
}
