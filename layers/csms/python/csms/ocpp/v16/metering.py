"""MeterValues (1.6 §4.7) and the samples that StopTransaction may carry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csms.charging.metering import OUTLET, REGISTER, Sample, merged, reading_of
from csms.charging.model import MeterReading, SessionKey
from csms.charging.places import is_given_id, session_at
from csms.charging.ports import (
    OrphanFact,
    TelemetryRecord,
    connector_series,
    transaction_series,
)
from csms.charging.reconciling import METER_VALUES, progress_of
from csms.ids import digest
from csms.ocpp.numbers import reading_number
from csms.ocpp.times import station_time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csms.ocpp.services import StationCall
    from csms.ocpp.v16 import wire


def meter_values(request: wire.MeterValuesRequest, call: StationCall) -> wire.MeterValuesResponse:
    """Store the message; move the session on if it names one. Two requests to storage.

    An id that nobody got (0, -1, one of another CSMS) means the connector's session at that time
    (1.6e 3.18); without one the message is kept as an orphan fact.
    """
    named, entries = request.get("transactionId"), request["meterValue"]
    series = connector_series(request["connectorId"])
    newest = merged(_reading(entry, call) for entry in entries)
    if named is not None and newest is not None:
        transaction_id = _moved_on(str(named), request["connectorId"], newest, call)
        series = transaction_series(transaction_id) if transaction_id else series
    record_telemetry(series, entries, call)
    return {}


def _moved_on(named: str, connector: int, newest: MeterReading, call: StationCall) -> str | None:
    """The transaction that a reading moved on."""
    sessions, at = call.services.sessions, newest.measured_at
    key = SessionKey(call.station_id, named)
    if is_given_id(named) and sessions.record_progress(progress_of(key, newest, at)):
        return named
    place = call.connection.place_of_connector(connector)
    session = session_at(call.station_id, place, at, sessions)
    if session is None:
        _keep_orphan(named, place, newest, call)
        return None
    sessions.record_progress(progress_of(session.key, newest, at))
    return session.key.transaction_id


def record_telemetry(series: str, entries: Sequence[Any], call: StationCall) -> list[MeterReading]:
    """Store a set of meter values once, whatever the number of times it is sent."""
    readings = [_reading(entry, call) for entry in entries]
    fact = digest(series, entries)
    call.services.telemetry.record(
        TelemetryRecord(call.station_id, series, fact, call.received_at, readings, entries)
    )
    return readings


def _reading(entry: wire.MeterValuesRequestMeterValueItem, call: StationCall) -> MeterReading:
    plain = (one for one in entry["sampledValue"] if one.get("format") != "SignedData")
    samples = [sample for sample in map(_sample, plain) if sample]
    return reading_of(station_time(entry["timestamp"], call.received_at), samples)


def _sample(sample: wire.MeterValuesRequestMeterValueItemSampledValueItem) -> Sample | None:
    value = reading_number(sample["value"])
    if value is None:
        return None
    return Sample(
        value=value,
        measurand=sample.get("measurand", REGISTER),
        unit=sample.get("unit"),
        phase=sample.get("phase"),
        context=sample.get("context", "Sample.Periodic"),
        location=sample.get("location", OUTLET),
    )


def _keep_orphan(
    named: str, place: tuple[int, int], newest: MeterReading, call: StationCall
) -> None:
    fact = digest(METER_VALUES, named, place, newest)
    call.services.sessions.record_orphan(
        OrphanFact(
            call.station_id,
            fact,
            METER_VALUES,
            newest.measured_at,
            call.received_at,
            {
                "transaction_id": named,
                "evse_id": place[0],
                "connector_id": place[1],
                "register_wh": newest.register_wh,
                "power_w": newest.power_w,
                "soc_percent": newest.soc_percent,
            },
        )
    )
