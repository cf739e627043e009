"""Incidents, and maintenance windows that keep them quiet."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime

from pydantic import BaseModel, Field, model_validator

from csms.incidents.model import Entry, Incident, Kind, Severity, State
from csms.incidents.ports import Head
from csms.incidents.windows import Window
from csms.web.fields import Identifier, Moment, StationIdentity, Timestamp


class EntryView(BaseModel):
    """A line of the timeline."""

    at: Timestamp
    what: str = Field(examples=["opened", "acknowledged", "flapping", "resolved"])
    by: str | None = Field(description="`person:<e-mail>`, `recovery`, or null: the system")
    text: str | None


class IncidentView(BaseModel):
    """Something is, or was, wrong."""

    incident_id: str
    kind: Kind
    severity: Severity
    state: State
    title: str
    cause: str
    advice: str
    site_id: str | None
    station_id: str | None
    evse_id: int | None
    connector_id: int | None
    session_id: str | None
    object_id: str = Field(description="What it is about: incidents of one object do not pile up")
    opened_at: Timestamp
    last_seen_at: Timestamp
    count: int = Field(description="How often it was seen")
    flapping: bool = Field(description="It comes and goes: it ends when it has been quiet")
    acknowledged_at: Timestamp | None
    acknowledged_by: str | None
    resolved_at: Timestamp | None
    resolved_by: str | None = Field(examples=["recovery", "person:ops@example.com"])
    escalation_level: int
    suppressed_by: str | None = Field(
        description="The maintenance window, or the incident it is part of: nobody is told"
    )


class IncidentDetailView(IncidentView):
    """With its timeline, oldest first; of a very long one the first 200 lines."""

    timeline: list[EntryView]
    children: int = Field(description="Incidents that this one has taken in")
    children_live: int


class RemarkIn(BaseModel):
    """What there is to say."""

    text: str | None = Field(None, min_length=1, max_length=1000)


class CommentIn(BaseModel):
    """A comment."""

    text: str = Field(min_length=1, max_length=1000)


class SeverityCounts(BaseModel):
    """Live incidents by severity."""

    critical: int = 0
    major: int = 0
    minor: int = 0
    info: int = 0


class SiteCounts(SeverityCounts):
    """Of one site; of none if `site_id` is null."""

    site_id: str | None


class SummaryView(BaseModel):
    """How many incidents are open or acknowledged; those that are suppressed do not count."""

    open: SeverityCounts
    by_site: list[SiteCounts]
    complete: bool = Field(description="False: there are more than are counted here")


class WindowIn(BaseModel):
    """Of a site or of a station."""

    site_id: Identifier | None = None
    station_id: StationIdentity | None = None
    starts_at: Moment
    ends_at: Moment
    reason: str = Field(min_length=1, max_length=300)

    @model_validator(mode="after")
    def _of_one(self) -> "WindowIn":
        if (self.site_id is None) == (self.station_id is None):
            raise ValueError("give a site_id or a station_id")
        if self.ends_at <= self.starts_at:
            raise ValueError("ends_at: after starts_at")
        return self


class WindowView(BaseModel):
    """While it is open, nobody is told of what happens at its place."""

    window_id: str
    site_id: str | None
    station_id: str | None
    starts_at: Timestamp
    ends_at: Timestamp
    reason: str


def incident_view(incident: Incident) -> IncidentView:
    """Present an incident."""
    return IncidentView.model_validate(_members(incident))


def incident_detail_view(
    incident: Incident, timeline: Iterable[Entry], children: int, children_live: int
) -> IncidentDetailView:
    """Present an incident with what happened to it."""
    entries = [EntryView(at=one.at, what=one.what, by=one.by, text=one.text) for one in timeline]
    members = _members(incident)
    more = {"timeline": entries, "children": children, "children_live": children_live}
    return IncidentDetailView.model_validate(members | more)


def _members(incident: Incident) -> dict[str, object]:
    place = incident.place
    found = {name: getattr(place, name, None) for name in IncidentView.model_fields}
    own = {
        name: getattr(incident, name)
        for name in IncidentView.model_fields
        if hasattr(incident, name)
    }
    return found | own


def summary_view(heads: Iterable[Head], *, complete: bool) -> SummaryView:
    """Count them."""
    told = [one for one in heads if not one.suppressed]
    by_site: dict[str | None, Counter[str]] = {}
    for one in told:
        by_site.setdefault(one.site_id, Counter())[one.severity.value] += 1
    sites = sorted(by_site.items(), key=lambda pair: (-pair[1].total(), pair[0] or ""))
    return SummaryView(
        open=SeverityCounts(**Counter(one.severity.value for one in told)),
        by_site=[SiteCounts(site_id=site_id, **counts) for site_id, counts in sites],
        complete=complete,
    )


def window_of(window_id: str, wanted: WindowIn) -> Window:
    """The window that is wanted."""
    starts, ends = (_utc(one) for one in (wanted.starts_at, wanted.ends_at))
    return Window(window_id, starts, ends, wanted.reason, wanted.site_id, wanted.station_id)


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


def window_view(window: Window) -> WindowView:
    """Present a window."""
    return WindowView(
        window_id=window.window_id,
        site_id=window.site_id,
        station_id=window.station_id,
        starts_at=window.starts_at,
        ends_at=window.ends_at,
        reason=window.reason,
    )
