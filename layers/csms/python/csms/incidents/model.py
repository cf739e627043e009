"""An incident: something is wrong with one thing, until it recovers or a person ends it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What can be wrong."""

    CONNECTOR_FAULTED = "connector_faulted"
    STATION_OFFLINE = "station_offline"
    MASS_OUTAGE = "mass_outage"
    BOOT_LOOP = "boot_loop"
    FAILED_STARTS = "failed_starts"
    SECURITY_EVENT = "security_event"
    CERTIFICATE_ENDING = "certificate_ending"
    CONFIGURATION_DRIFT = "configuration_drift"
    SESSION_SILENT = "session_silent"
    SESSION_REVIEW = "session_review"
    LATE_FACTS = "late_facts"
    SETTLEMENT_FAILED = "settlement_failed"
    MONEY_GAP = "money_gap"
    PAYMENT_DISPUTED = "payment_disputed"
    TERMINAL_NOT_STOPPED = "terminal_not_stopped"
    TERMINAL_NOT_SETTLED = "terminal_not_settled"
    TERMINAL_PAYMENT = "terminal_payment"
    DEAD_LETTERS = "dead_letters"
    SERVICE_ALARM = "service_alarm"


class Severity(StrEnum):
    """How soon somebody has to look, the most urgent first."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"
    INFO = "info"


class State(StrEnum):
    """open → acknowledged → resolved; whoever resolves need not have acknowledged."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    RESOLVED = "resolved"


class Notice(StrEnum):
    """What the bus is told of an incident."""

    OPENED = "opened"
    ACKNOWLEDGED = "acknowledged"
    ESCALATED = "escalated"
    RESOLVED = "resolved"


# `resolved_by` where nobody did it; a person is `person:<subject or e-mail>`.
RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is; what does not apply is None."""

    site_id: str | None = None
    station_id: str | None = None
    evse_id: int | None = None
    connector_id: int | None = None
    session_id: str | None = None


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Incident:
    """One trouble with one object. `version` counts its changes, 0: it is not stored yet.

    `count` says how often it was seen, `recent` when it came anew (our clock), to tell flapping.
    `gone_since`: a flapping one that is not there at present. `suppressed_by`: the maintenance
    window (until `suppressed_until`), or the incident that it is part of (`absorbed`), because of
    which nobody is told. `look_at` is when time alone may change it. `notices` counts what the bus
    was told, `notice` (at `noticed_at`) is the last of it. `escalate_after_s` None: nobody wants to
    hear again.
    """

    incident_id: str
    kind: Kind
    object_id: str
    place: Place
    severity: Severity
    title: str
    cause: str
    advice: str
    opened_at: datetime
    last_seen_at: datetime
    state: State = State.OPEN
    count: int = 1
    acknowledged_at: datetime | None = None
    acknowledged_by: str | None = None
    resolved_at: datetime | None = None
    resolved_by: str | None = None
    escalation_level: int = 0
    escalate_after_s: int | None = None
    escalate_at: datetime | None = None
    suppressed_by: str | None = None
    suppressed_until: datetime | None = None
    absorbed: bool = False
    flapping: bool = False
    recent: tuple[datetime, ...] = ()
    gone_since: datetime | None = None
    look_at: datetime | None = None
    notices: int = 0
    notice: Notice | None = None
    noticed_at: datetime | None = None
    version: int = 0

    @property
    def live(self) -> bool:
        """Whether anything is still to be done."""
        return self.state is not State.RESOLVED


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of an incident's timeline. `by` is None for what the system found by itself."""

    at: datetime
    what: str
    by: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """An incident as it shall be stored, and what its timeline gets."""

    incident: Incident
    entries: tuple[Entry, ...] = ()

    def then(self, later: "Change") -> "Change":
        """Both, in this order; `later` was made of this one's incident."""
        return Change(later.incident, self.entries + later.entries)


@dataclass(frozen=True, slots=True)
class Track:
    """What is remembered of one object and kind between incidents.

    `incident_id` is the newest incident; `marks` are the events that were seen already, the
    newest last; `tally` the times (our clock) of what only counts together.
    """

    kind: Kind
    object_id: str
    incident_id: str | None = None
    last_at: datetime | None = None
    marks: tuple[str, ...] = ()
    tally: tuple[datetime, ...] = ()
    version: int = 0


@dataclass(frozen=True, slots=True)
class Children:
    """How many incidents a mass outage has taken in, and how many of those are live."""

    ever: int = 0
    live: int = 0


@dataclass(frozen=True, slots=True)
class IncidentFilter:
    """Which incidents a list shows; no field means all. `states` None: those that are live."""

    states: frozenset[State] | None = None
    kind: Kind | None = None
    severity: Severity | None = None
    site_id: str | None = None
    station_id: str | None = None
    suppressed_by: str | None = None

    def shows(self, incident: Incident) -> bool:
        """Whether each field that is given holds."""
        return (
            (incident.live if self.states is None else incident.state in self.states)
            and self.kind in {None, incident.kind}
            and self.severity in {None, incident.severity}
            and self.site_id in {None, incident.place.site_id}
            and self.station_id in {None, incident.place.station_id}
            and self.suppressed_by in {None, incident.suppressed_by}
        )
