"""What the numbers of a station's meter count: found out from its sessions, or set for good.

A property of the station and the kind of message, not of its maker (Circontrol has two switches).
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

# A finding counts, and another one takes its place, once this many sessions agree.
AGREEING = 2
# Sessions are counted up to here: a station that does not change costs no more writes.
COUNTED = 10


class MeterKind(StrEnum):
    """What the register of a message kind counts."""

    REGISTER = "register"
    SESSION = "session"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class MeterSeen:
    """What one session shows of one kind of message, in words that a person can check."""

    kind: MeterKind
    session_id: str
    at: datetime
    evidence: str


@dataclass(frozen=True, slots=True)
class MeterFinding:
    """What a station's sessions have shown of one kind of message.

    `rival` is what the newest sessions show instead; `before` is what was found before it changed.
    `counted` are the newest sessions that were counted, so that none counts twice.
    """

    kind: MeterKind = MeterKind.UNKNOWN
    sessions: int = 0
    since: datetime | None = None
    last_at: datetime | None = None
    evidence: str = ""
    rival: MeterKind | None = None
    rival_sessions: int = 0
    before: MeterKind | None = None
    counted: tuple[str, ...] = ()

    @property
    def agreed(self) -> MeterKind:
        """What may be relied on."""
        return self.kind if self.sessions >= AGREEING else MeterKind.UNKNOWN

    def with_session(self, seen: MeterSeen) -> "MeterFinding":
        """The finding after one more session; the same if it says nothing new."""
        if seen.kind is MeterKind.UNKNOWN or seen.session_id in self.counted:
            return self
        if seen.kind is self.kind and self.sessions >= COUNTED and self.rival is None:
            return self
        counted = (*self.counted, seen.session_id)[-COUNTED:]
        noted = replace(self, counted=counted, last_at=seen.at, evidence=seen.evidence)
        if self.kind is MeterKind.UNKNOWN:
            return replace(noted, kind=seen.kind, sessions=1, since=seen.at)
        if seen.kind is self.kind:
            sessions = min(self.sessions + 1, COUNTED)
            return replace(noted, sessions=sessions, rival=None, rival_sessions=0)
        if self.rival_sessions + 1 < AGREEING:
            return replace(noted, rival=seen.kind, rival_sessions=self.rival_sessions + 1)
        return replace(
            noted,
            kind=seen.kind,
            sessions=AGREEING,
            since=seen.at,
            before=self.kind,
            rival=None,
            rival_sessions=0,
        )


@dataclass(frozen=True, slots=True)
class MeterSettings:
    """What an operator knows better; None leaves it to what is found.

    `unit` is what a value without unit is in, "Wh" or "kWh".
    """

    start_stop: MeterKind | None = None
    meter_values: MeterKind | None = None
    unit: str | None = None


NOTHING_FOUND, NO_SETTINGS = MeterFinding(), MeterSettings()


@dataclass(frozen=True, slots=True)
class MeterProfile:
    """What is known of a station's meter."""

    start_stop: MeterFinding = NOTHING_FOUND
    meter_values: MeterFinding = NOTHING_FOUND
    settings: MeterSettings = NO_SETTINGS

    def with_session(self, start_stop: MeterSeen, meter_values: MeterSeen) -> "MeterProfile":
        """The profile after one more session."""
        return replace(
            self,
            start_stop=self.start_stop.with_session(start_stop),
            meter_values=self.meter_values.with_session(meter_values),
        )


NO_METER_KNOWN = MeterProfile()


@dataclass(frozen=True, slots=True)
class MeterHabit:
    """What the numbers of one kind of message count; `is_set`: an operator said so."""

    kind: MeterKind = MeterKind.UNKNOWN
    is_set: bool = False


NO_HABIT = MeterHabit()


@dataclass(frozen=True, slots=True)
class MeterHabits:
    """What was known of a station's meter when a session began: fixed for that session."""

    start_stop: MeterHabit = NO_HABIT
    meter_values: MeterHabit = NO_HABIT
    unit: str | None = None
    has_meter: bool = True

    @property
    def samples_apart(self) -> bool:
        """Whether samples count a lifetime between a start and a stop that do not."""
        told, sampled = self.start_stop.kind, self.meter_values.kind
        return told is MeterKind.SESSION and sampled is MeterKind.REGISTER


NOTHING_KNOWN = MeterHabits()


def habits_known(profile: MeterProfile, maker: MeterHabits) -> MeterHabits:
    """The operator's word, else what sessions agree on, else what is known of the maker."""
    settings = profile.settings
    return MeterHabits(
        _habit(settings.start_stop, profile.start_stop, maker.start_stop),
        _habit(settings.meter_values, profile.meter_values, maker.meter_values),
        settings.unit or maker.unit,
        maker.has_meter,
    )


def _habit(word: MeterKind | None, finding: MeterFinding, maker: MeterHabit) -> MeterHabit:
    if word is not None:
        return MeterHabit(word, is_set=True)
    agreed = finding.agreed
    return maker if agreed is MeterKind.UNKNOWN else MeterHabit(agreed)
