"""The signed values of one session, from its telemetry, checked with its station's keys."""

from collections.abc import Iterator
from dataclasses import dataclass

from csms.charging.model import ChargingSession
from csms.charging.ports import TelemetryRecord, TelemetryRepository, transaction_series
from csms.receipts.signed_values import SignedCheck, signed_values
from csms.receipts.verifying import SignedFormat, verify, with_pin
from csms.stations.meter_keys import KeyOrigin, MeterKeyRepository

PAGE = 200


@dataclass(frozen=True, slots=True)
class Checking:
    """What a check needs."""

    telemetry: TelemetryRepository
    meter_keys: MeterKeyRepository
    reader: SignedFormat


def check_session(session: ChargingSession, billed_wh: int, needs: Checking) -> SignedCheck | None:
    """The verdict on what is billed; None where nothing is signed.

    A key that would be pinned counts already; `pin_key` keeps it.
    """
    values = signed_values(_records(session, needs.telemetry))
    if not values:
        return None
    evse_id = session.start.evse_id if session.start else None
    keys = needs.meter_keys.get(session.key.station_id)
    pinned = with_pin(values, keys, evse_id, needs.reader)
    return verify(values, pinned, evse_id, billed_wh, needs.reader)


def pin_key(session: ChargingSession, checked: SignedCheck | None, needs: Checking) -> None:
    """Keep the key of a check for the next one, if it was the first that the station sent.

    Whoever pinned another one meanwhile was first; this receipt says which key it rests on.
    """
    if checked is None or checked.key_origin != KeyOrigin.FIRST_USE:
        return
    evse_id = session.start.evse_id if session.start else None
    keys = needs.meter_keys.get(session.key.station_id)
    pinned = with_pin(checked.values, keys, evse_id, needs.reader)
    if pinned != keys:
        needs.meter_keys.pin(keys, pinned)


def _records(session: ChargingSession, telemetry: TelemetryRepository) -> Iterator[TelemetryRecord]:
    series, cursor, more = transaction_series(session.key.transaction_id), None, True
    while more:
        found, cursor = telemetry.page(session.key.station_id, series, PAGE, cursor)
        yield from found
        more = cursor is not None
