"""What a station sends, as the standard would have it: before the schema and before any handler."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo

from csms.vendors import (
    id_tags,
    placeholders,
    samples,
    shapes,
    shorthand,
    statuses,
    times,
    transactions,
)
from csms.vendors.anomalies import Anomaly
from csms.vendors.model import Notes, Payload, Vendor, translated
from csms.vendors.registry import GENERIC
from csms.vendors.scalars import Unfit
from csms.vendors.schema_repair import Schema, repair

# What a member that is missing means; its absence is noted.
DEFAULTS: dict[str, Payload] = {"TransactionEvent": {"seqNo": 0}}
# Raises what the dispatcher answers with if a payload breaks its schema.
Check = Callable[[Payload], None]


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends: known from the connection, without any read.

    `connectors` is how many connectors are registered, `zone` what its times without one mean,
    `meter_unit` what its registers without unit are in.
    """

    vendor: Vendor = GENERIC
    connectors: int = 0
    zone: tzinfo | None = None
    meter_unit: str | None = None
    of_16: bool = True


def normalised(
    action: str, payload: Payload, sender: Sender, notes: Notes, check: Check,
    schema: Callable[[], Schema],
) -> Payload:  # fmt: skip
    """The payload that handlers get; what was found out about it goes to `notes`.

    Raises what `check` raised, if the payload cannot be understood.
    """
    try:
        check(payload)
    except Exception as refusal:
        try:
            payload = shapes.of_2x(action, schema(), payload, notes)
            payload = payload if sender.of_16 else shorthand.spelled_out(payload, notes)
            payload = repair(action, schema(), payload, notes)
            payload = _placed(action, payload, sender)
        except Unfit:
            raise refusal from None
        payload = DEFAULTS.get(action, {}) | payload
    payload = placeholders.removed(action, payload, notes)
    payload = id_tags.clean(action, payload, notes)
    payload = transactions.noted(payload, notes)
    payload = _place(action, payload, sender, notes)
    payload = times.readable(payload, notes, sender.zone)
    payload = samples.by_moment(samples.readable(payload, notes), notes)
    if action == "StatusNotification":
        return statuses.unified(payload, notes, sender.vendor)
    return translated(sender.vendor, action, payload, notes, of_16=sender.of_16)


def _placed(action: str, payload: Payload, sender: Sender) -> Payload:
    """A start that names no connector is one at the only one. Raises Unfit if there are more."""
    if action != "StartTransaction" or "connectorId" in payload:
        return payload
    if sender.connectors != 1:
        raise Unfit
    return payload | {"connectorId": 1}


def _place(action: str, payload: Payload, sender: Sender, notes: Notes) -> Payload:
    """A station with one socket has its energy there, whatever it says (Keba, Zaptec)."""
    if action != "MeterValues" or "evseId" in payload:
        return payload
    if sender.vendor.traits.samples_lack_transaction and "transactionId" not in payload:
        notes.of_open_session = True
    if payload.get("connectorId", 0) != 0:
        return payload
    if "connectorId" in payload and sender.connectors != 1:
        return payload
    notes.add(Anomaly.CONNECTOR_ZERO)
    return payload | {"connectorId": 1 if sender.connectors == 1 else 0}
