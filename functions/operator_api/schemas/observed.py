"""What was observed of a station: its habits, what was odd, its frames under trace."""

import json
from typing import Any, Literal, Self

from pydantic import BaseModel, Field

from csms.stations.anomalies import AnomalyCount
from csms.stations.meters import (
    MeterFinding,
    MeterHabits,
    MeterKind,
    MeterProfile,
    MeterSettings,
    habits_known,
)
from csms.stations.profile import StationProfile
from csms.stations.traces import TracedFrame
from csms.vendors.registry import vendor
from csms.web import decimal_json
from csms.web.fields import Timestamp

SettableKind = Literal["register", "session"]
Unit = Literal["Wh", "kWh"]


class QuirkView(BaseModel):
    """A documented deviation of the maker, and what is done about it."""

    quirk_id: str
    says: str
    handled: str
    source: str
    grade: str = Field(description="A seen on the wire, B by code or manual, C one report")


class MeterFindingView(BaseModel):
    """What the station's sessions have shown, and on what ground."""

    kind: MeterKind
    sessions: int = Field(description="How many agree, counted up to 10; from 2 on it counts")
    since: Timestamp | None
    last_at: Timestamp | None
    evidence: str = Field(examples=["start 482310 Wh, stop 490710 Wh, samples from 0 to 8400 Wh"])
    rival: MeterKind | None = Field(description="What the newest session shows instead")
    rival_sessions: int
    before: MeterKind | None = Field(description="What was found before it changed")


class MeterHabitView(BaseModel):
    """`set` counts before `found`, and that before what is known of the maker."""

    found: MeterFindingView
    set: MeterKind | None
    maker: MeterKind
    counts: MeterKind = Field(description="What sessions that start now are read by")


class MeterView(BaseModel):
    """What the numbers of a station's meter count, by kind of message: docs/meters.md."""

    start_stop: MeterHabitView
    meter_values: MeterHabitView
    unit_without_unit: str | None

    @classmethod
    def of(cls, meter: MeterProfile, maker: MeterHabits) -> Self:
        """Present what is known."""
        known, settings = habits_known(meter, maker), meter.settings
        return cls(
            start_stop=MeterHabitView(
                found=_finding(meter.start_stop),
                set=settings.start_stop,
                maker=maker.start_stop.kind,
                counts=known.start_stop.kind,
            ),
            meter_values=MeterHabitView(
                found=_finding(meter.meter_values),
                set=settings.meter_values,
                maker=maker.meter_values.kind,
                counts=known.meter_values.kind,
            ),
            unit_without_unit=settings.unit,
        )


def _finding(finding: MeterFinding) -> MeterFindingView:
    return MeterFindingView.model_validate(finding, from_attributes=True)


class ProfileView(BaseModel):
    """Who made the station; what an operator set counts before what was found."""

    vendor_key: str = Field(description="'' until the station has booted")
    vendor_name: str
    vendor_found: str | None
    vendor_set: str | None
    time_zone: str | None
    meter: MeterView
    quirks: list[QuirkView]

    @classmethod
    def of(cls, profile: StationProfile) -> Self:
        """Present a profile."""
        maker = vendor(profile.vendor_key)
        return cls(
            vendor_key=profile.vendor_key,
            vendor_name=maker.name,
            vendor_found=profile.vendor_found,
            vendor_set=profile.vendor_set,
            time_zone=profile.time_zone,
            meter=MeterView.of(profile.meter, maker.traits.meter),
            quirks=[QuirkView.model_validate(one, from_attributes=True) for one in maker.quirks],
        )


class MeterHabitIn(BaseModel):
    """What the numbers of a kind of message count."""

    set: SettableKind | None = None


class MeterIn(BaseModel):
    """What the operator knows of the meter; counts for sessions that start from now on."""

    start_stop: MeterHabitIn = MeterHabitIn()
    meter_values: MeterHabitIn = MeterHabitIn()
    unit_without_unit: Unit | None = Field(
        default=None, description="What registers without unit are in; null: Wh, as the standard"
    )

    def settings(self) -> MeterSettings:
        """As the domain has it."""
        return MeterSettings(
            _kind(self.start_stop.set), _kind(self.meter_values.set), self.unit_without_unit
        )


def _kind(text: str | None) -> MeterKind | None:
    return MeterKind(text) if text else None


class ProfileIn(BaseModel):
    """What the operator knows better; null leaves it to what is found."""

    vendor_key: str | None = Field(default=None, max_length=40)
    time_zone: str | None = Field(default=None, max_length=64, examples=["Europe/Berlin"])
    meter: MeterIn = MeterIn()


class AnomalyView(BaseModel):
    """How often something odd was found; `example` is the last frame kept of it."""

    name: str
    count: int = Field(description="A lower bound: see docs/vendors.md")
    last_at: Timestamp
    example: str


class TraceIn(BaseModel):
    """Trace a station's frames for so long; 0 switches it off."""

    minutes: int = Field(ge=0, le=7 * 24 * 60)


class TraceView(BaseModel):
    """Until when a station is traced; null if it is not."""

    until: Timestamp | None


class FrameView(BaseModel):
    """A frame as it came or went, and as it was understood."""

    at: Timestamp
    direction: str = Field(description="in: from the station, out: to it")
    action: str
    result: str
    raw: str
    normalised: dict[str, Any] | None
    anomalies: list[str]
    reply: str | None


def anomaly_view(one: AnomalyCount) -> AnomalyView:
    """Present a count."""
    return AnomalyView.model_validate(one, from_attributes=True)


def frame_view(frame: TracedFrame) -> FrameView:
    """Present a frame."""
    normalised = json.loads(decimal_json.dumps(frame.normalised))
    return FrameView(
        at=frame.at,
        direction=frame.direction,
        action=frame.action,
        result=frame.result,
        raw=frame.raw,
        normalised=normalised,
        anomalies=list(frame.anomalies),
        reply=frame.reply,
    )
