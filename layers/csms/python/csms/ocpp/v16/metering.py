"""MeterValues (1.6 §4.7) and the samples that StopTransaction may carry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csms.charging.facts import MeterReading
from csms.charging.metering import OUTLET, REGISTER, Sample, merged, reading_of, unit_of
from csms.charging.places import is_given_id, session_at
from csms.charging.ports import (
    OrphanFact,
    TelemetryRecord,
    connector_series,
    transaction_series,
)
from csms.charging.reconciling import METER_VALUES, progress_of
from csms.charging.vocabulary import SessionKey
from csms.ids import digest
from csms.ocpp.numbers import reading_number
from csms.ocpp.times import station_time
from csms.vendors.anomalies import Anomaly

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csms.charging.model import ChargingSession
    from csms.ocpp.services import StationCall
    from csms.ocpp.v16 import wire


def meter_values(request: wire.MeterValuesRequest, call: StationCall) -> wire.MeterValuesResponse:
    """Store the message; move the session on if it names one. Two requests to storage.

    An id that nobody got (0, -1, one of another CSMS) means the connector's session at that time
    (1.6e 3.18); without one the message is kept as an orphan fact.
    """
    entries = request["meterValue"]
    named = str(request["transactionId"]) if "transactionId" in request else None
    series = connector_series(request["connectorId"])
    readings = [_reading(entry, call) for entry in entries]
    newest = merged(readings)
    if named is None and newest is not None and call.notes.of_open_session:
        session = _session_at(request["connectorId"], newest, call)
        named = session.key.transaction_id if session else None
    if named is not None and newest is not None and not _is_over(named, newest, call):
        transaction_id = _moved_on(named, request["connectorId"], newest, readings, call)
        series = transaction_series(transaction_id) if transaction_id else series
    record_telemetry(series, entries, call)
    return {}


def _is_over(named: str, newest: MeterReading, call: StationCall) -> bool:
    """Whether it names a transaction that has stopped, at a maker whose stations go on doing so.

    Then it is a reading of an idle connector. One read, for these makers alone.
    """
    if not call.sender.vendor.traits.repeats_finished_ids:
        return False
    session = call.services.sessions.get(SessionKey(call.station_id, named))
    stop = session.stop if session else None
    if stop is None or newest.measured_at <= stop.stopped_at:
        return False
    call.notes.add(Anomaly.TX_ALREADY_STOPPED)
    return True


def _moved_on(
    named: str,
    connector: int,
    newest: MeterReading,
    readings: Sequence[MeterReading],
    call: StationCall,
) -> str | None:
    """The transaction that a reading moved on: the named one, unless it runs elsewhere."""
    evse_id, connector_id = call.connection.place_of_connector(connector)
    if _moves(named, evse_id, newest, readings, call):
        return named
    session = _session_at(connector, newest, call)
    if session is not None:
        call.notes.add(Anomaly.TX_ID_MISMATCH)
        progress = progress_of(session.key, newest, readings=readings)
        call.services.sessions.record_progress(progress)
        return session.key.transaction_id
    # Its connectors may have been registered while this socket was open.
    station = call.services.stations.get(call.station_id) if is_given_id(named) else None
    now_at = station.place_of_connector(connector)[0] if station else evse_id
    if now_at != evse_id and _moves(named, now_at, newest, readings, call):
        return named
    _keep_orphan(named, (evse_id, connector_id), newest, call)
    return None


def _moves(
    named: str,
    evse_id: int,
    newest: MeterReading,
    readings: Sequence[MeterReading],
    call: StationCall,
) -> bool:
    """Whether a reading moved on the session it names. Connector 0 is the station, where some
    measure all that flows: it contradicts no place.
    """
    key = SessionKey(call.station_id, named)
    progress = progress_of(key, newest, evse_id or None, readings)
    return is_given_id(named) and call.services.sessions.record_progress(progress)


def _session_at(connector: int, newest: MeterReading, call: StationCall) -> ChargingSession | None:
    place = call.connection.place_of_connector(connector)
    return session_at(call.station_id, place, newest.measured_at, call.services.sessions)


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
    samples = [sample for one in plain if (sample := _sample(one, call))]
    return reading_of(station_time(entry["timestamp"], call.received_at), samples)


def _sample(
    sample: wire.MeterValuesRequestMeterValueItemSampledValueItem, call: StationCall
) -> Sample | None:
    value = reading_number(sample["value"])
    if value is None:
        return None
    measurand = sample.get("measurand", REGISTER)
    return Sample(
        value=value,
        measurand=measurand,
        unit=sample.get("unit") or unit_of(measurand, call.sender.meter_unit),
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
