"""MeterValues (1.6 §4.7) and the samples that StopTransaction may carry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csms import clock
from csms.charging.metering import REGISTER, Sample, merged, reading_of
from csms.charging.model import MeterReading, Progress, SessionKey
from csms.charging.ports import OrphanFact, TelemetryRecord
from csms.ids import digest
from csms.ocpp.numbers import number
from csms.ocpp.times import station_time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csms.ocpp.services import StationCall
    from csms.ocpp.v16 import wire


def meter_values(request: wire.MeterValuesRequest, call: StationCall) -> wire.MeterValuesResponse:
    """Store the message; move the session on if it names one. Two requests to storage."""
    transaction_id = request.get("transactionId")
    entries = request["meterValue"]
    series = (
        f"connector {request['connectorId']}" if transaction_id is None else str(transaction_id)
    )
    readings = record_telemetry(series, entries, call)
    if transaction_id is None:
        return {}
    newest = merged(readings)
    if newest is None:
        return {}
    key = SessionKey(call.station_id, series)
    order = clock.to_text(newest.measured_at)
    if not call.services.sessions.record_progress(Progress(key, order, newest, known_only=True)):
        _keep_orphan(series, newest, call)
    return {}


def record_telemetry(series: str, entries: Sequence[Any], call: StationCall) -> list[MeterReading]:
    """Store a set of meter values once, whatever the number of times it is sent."""
    readings = [_reading(entry, call) for entry in entries]
    fact = digest(series, entries)
    call.services.telemetry.record(
        TelemetryRecord(call.station_id, series, fact, call.received_at, readings, entries)
    )
    return readings


def _reading(entry: wire.MeterValuesRequestMeterValueItem, call: StationCall) -> MeterReading:
    samples = [_sample(one) for one in entry["sampledValue"] if one.get("format") != "SignedData"]
    return reading_of(station_time(entry["timestamp"], call.received_at), samples)


def _sample(sample: wire.MeterValuesRequestMeterValueItemSampledValueItem) -> Sample:
    return Sample(
        value=number(sample["value"], "sampledValue/value"),
        measurand=sample.get("measurand", REGISTER),
        unit=sample.get("unit"),
        phase=sample.get("phase"),
        context=sample.get("context", "Sample.Periodic"),
    )


def _keep_orphan(series: str, newest: MeterReading, call: StationCall) -> None:
    fact = digest("meter_values", series, newest)
    call.services.sessions.record_orphan(
        OrphanFact(
            call.station_id,
            fact,
            "meter_values",
            newest.measured_at,
            call.received_at,
            {"transaction_id": series, "register_wh": newest.register_wh},
        )
    )
