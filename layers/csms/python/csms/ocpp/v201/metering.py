"""MeterValues outside of transactions (2.0.1 J01) and the readings that events carry (J02)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms.charging.facts import MeterReading
from csms.charging.metering import OUTLET, REGISTER, Sample, opening_wh, reading_of, unit_of
from csms.charging.ports import TelemetryRecord, evse_series
from csms.ids import digest
from csms.ocpp.numbers import reading_number
from csms.ocpp.times import station_time
from csms.vendors.anomalies import Anomaly

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csms.charging.facts import ToldState
    from csms.ocpp.services import StationCall
    from csms.ocpp.v201 import wire


def meter_values(request: wire.MeterValuesRequest, call: StationCall) -> wire.MeterValuesResponse:
    """Clock-aligned values of an EVSE; evseId 0 is the station's main meter."""
    values = request["meterValue"]
    record_telemetry(
        evse_series(request["evseId"]), digest(request["evseId"], values), values, call
    )
    return {}


def record_telemetry(
    series: str,
    fact: str,
    values: Sequence[wire.MeterValueType],
    call: StationCall,
    seq_no: int | None = None,
    state: ToldState | None = None,
) -> None:
    """Store a set of meter values once; `fact` tells a repeated message from a new one."""
    call.services.telemetry.record(
        TelemetryRecord(
            call.station_id,
            series,
            fact,
            call.received_at,
            readings(values, call),
            values,
            seq_no,
            state,
        )
    )


def readings(values: Sequence[wire.MeterValueType], call: StationCall) -> list[MeterReading]:
    """The normalised readings of a message."""
    return [
        reading_of(station_time(value["timestamp"], call.received_at), _samples(value, call))
        for value in values
    ]


def opening(values: Sequence[wire.MeterValueType], call: StationCall) -> MeterReading | None:
    """The register at the begin of the transaction, in whichever event it stands (J02)."""
    for value in values:
        register_wh = opening_wh(_samples(value, call))
        if register_wh is not None:
            return MeterReading(station_time(value["timestamp"], call.received_at), register_wh)
    return None


def _samples(value: wire.MeterValueType, call: StationCall) -> list[Sample]:
    return [sample for one in value["sampledValue"] if (sample := _sample(one, call))]


def _sample(sample: wire.SampledValueType, call: StationCall) -> Sample | None:
    unit, value = sample.get("unitOfMeasure", {}), reading_number(sample["value"])
    multiplier = unit.get("multiplier", 0)
    if value is None:
        return None
    if "signedMeterValue" in sample and "unit" not in unit:
        # Keba's signed samples are in kWh and say so only in their signed part.
        call.notes.add(Anomaly.SIGNED_SAMPLE_SKIPPED)
        return None
    measurand = sample.get("measurand", REGISTER)
    return Sample(
        value=value,
        measurand=measurand,
        unit=unit.get("unit") or unit_of(measurand, call.sender.meter_unit),
        phase=sample.get("phase"),
        context=sample.get("context", "Sample.Periodic"),
        multiplier=max(-12, min(12, multiplier)),
        location=sample.get("location", OUTLET),
    )
