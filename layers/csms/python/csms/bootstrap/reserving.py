"""What reservations cost."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from csms.bootstrap.accounting import ledger
from csms.bootstrap.connecting import settings, table
from csms.bootstrap.shared import services

if TYPE_CHECKING:
    from csms.settlement.reservation_fees import ChargingReservations
    from csms.settlement.reservation_terms import ReservationFeeStore


@cache
def reservation_fees() -> ReservationFeeStore:
    """What reservations may cost, and cost."""
    from csms.adapters.dynamodb.reservation_fees import DynamoReservationFees

    return DynamoReservationFees(table(settings().stations_table), table(settings().ledger_table))


@cache
def charging_reservations() -> ChargingReservations:
    """What charges reservations that nobody used."""
    from csms.settlement.reservation_fees import ChargingReservations

    shared = services()
    return ChargingReservations(
        reservation_fees(),
        shared.reservations,
        shared.stations,
        ledger(),
        settings().silent_after,
    )
