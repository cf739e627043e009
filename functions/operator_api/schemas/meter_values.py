"""Meter messages as they are shown."""

import json
from typing import Any

from pydantic import BaseModel, Field

from csms.charging.ports import TelemetryRecord
from csms.web import decimal_json
from csms.web.fields import Timestamp


class ReadingView(BaseModel):
    """What a message says in our units; what it does not say is null."""

    measured_at: Timestamp
    register_wh: int | None
    power_w: int | None
    soc_percent: int | None


class MeterMessageView(BaseModel):
    """A meter message of a station, once, whatever the number of times it came."""

    received_at: Timestamp
    readings: list[ReadingView]
    samples: list[dict[str, Any]] = Field(description="MeterValueType of OCPP, as it came")


def meter_message_view(record: TelemetryRecord) -> MeterMessageView:
    """Present a message."""
    return MeterMessageView(
        received_at=record.received_at,
        readings=[ReadingView.model_validate(one, from_attributes=True) for one in record.readings],
        samples=json.loads(decimal_json.dumps(record.samples)),
    )
