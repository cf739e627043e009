"""What was observed of a station: its habits, what was odd, its frames under trace."""

import json
from typing import Any, Self

from pydantic import BaseModel, Field

from csms.stations.anomalies import AnomalyCount
from csms.stations.profile import StationProfile
from csms.stations.traces import TracedFrame
from csms.vendors.registry import vendor
from csms.web import decimal_json
from csms.web.fields import Timestamp


class QuirkView(BaseModel):
    """A documented deviation of the maker, and what is done about it."""

    quirk_id: str
    says: str
    handled: str
    source: str
    grade: str = Field(description="A seen on the wire, B by code or manual, C one report")


class ProfileView(BaseModel):
    """Who made the station; what an operator set counts before what was found."""

    vendor_key: str = Field(description="'' until the station has booted")
    vendor_name: str
    vendor_found: str | None
    vendor_set: str | None
    time_zone: str | None
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
            quirks=[QuirkView.model_validate(one, from_attributes=True) for one in maker.quirks],
        )


class ProfileIn(BaseModel):
    """What the operator knows better; null leaves it to what is found."""

    vendor_key: str | None = Field(default=None, max_length=40)
    time_zone: str | None = Field(default=None, max_length=64, examples=["Europe/Berlin"])


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
