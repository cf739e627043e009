"""What is known of a maker's stations."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from csms.stations.meters import MeterHabit, MeterHabits
from csms.stations.meters import MeterKind as MeterKind  # noqa: PLC0414  makers name it
from csms.stations.model import Fault
from csms.vendors.anomalies import Anomaly

Payload = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Identity:
    """What a station says of itself in BootNotification; `facts` is what else it tells."""

    vendor: str
    model: str
    firmware: str | None = None
    serial: str | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Match:
    """How stations of a maker call themselves. Every given part must fit, whatever its case.

    `vendor` is the whole vendor name, the others are beginnings. Beginnings alone count at stations
    that tell no name.
    """

    vendor: str | None = None
    model: str | None = None
    firmware: str | None = None
    serial: str | None = None

    def fits(self, identity: Identity, *, named: bool) -> bool:
        """Whether a station is meant; `named`: it tells a maker's name that is no placeholder.

        A name outranks all else: what another maker's serial numbers begin with says nothing.
        """
        same = folded(identity.vendor) == folded(self.vendor) if self.vendor else not named
        return (
            same
            and begins(identity.model, self.model)
            and begins(identity.firmware, self.firmware)
            and begins(identity.serial, self.serial)
        )

    @property
    def specificity(self) -> tuple[bool, int]:
        """The match that says most wins, one by name first."""
        given = (self.vendor, self.model, self.firmware, self.serial)
        return bool(self.vendor), sum(one is not None for one in given)


@dataclass(frozen=True, slots=True)
class Quirk:
    """A documented deviation, and in a few words what is done about it.

    `grade`: A seen on the wire, B stated by code or a manual, C one report. `test` names what shows
    the handling: its frame file, unless the quirk is not one of a frame.
    """

    quirk_id: str
    says: str
    handled: str
    source: str
    grade: str
    test: str = "frame"


@dataclass(frozen=True, slots=True)
class Key:
    """A configuration key of a maker: the standard's or our name, and what one unit of it is.

    `read` makes our value of the station's, `write` the reverse; ValueError keeps it as it is.
    """

    name: str
    scale: str = "1"
    read: Callable[[str], str] | None = None
    write: Callable[[str], str] | None = None


@dataclass(frozen=True, slots=True)
class Traits:
    """What a maker's stations do and understand; only what differs from the standard is named."""

    start_stop_meter: MeterKind = MeterKind.UNKNOWN
    meter_values_meter: MeterKind = MeterKind.UNKNOWN
    has_meter: bool = True
    longest_tag: int = 20
    charging_rate_unit: str | None = None
    highest_stack_level: int | None = None
    profile_kind: str | None = None
    limits_a: tuple[int, ...] = ()
    unsupported_actions: frozenset[str] = frozenset()
    unsupported_in_2x: frozenset[str] = frozenset()
    boots_when_asked: bool = False
    repeats_finished_ids: bool = False
    measurands: tuple[str, ...] = ()
    samples_lack_transaction: bool = False
    phased_measurands: bool = False
    ends_without_stop: bool = False
    stops_before_start: bool = False
    ghost_stops: bool = False

    @property
    def meter(self) -> MeterHabits:
        """What is assumed of a station's meter until its own sessions show it."""
        return MeterHabits(
            MeterHabit(self.start_stop_meter),
            MeterHabit(self.meter_values_meter),
            has_meter=self.has_meter,
        )


@dataclass(slots=True)
class Notes:
    """What was found out about one frame beside its payload; filled while it is normalised."""

    received_at: datetime
    anomalies: list[Anomaly] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    is_event: bool = False
    of_open_session: bool = False

    def add(self, anomaly: Anomaly) -> None:
        """Note a repair; each counts."""
        self.anomalies.append(anomaly)


@dataclass(frozen=True, slots=True)
class Extension:
    """A maker's DataTransfer as unified facts; `status` is what the station is answered."""

    status: str = "Accepted"
    facts: Mapping[str, Any] = field(default_factory=dict)
    answer: str | None = None


Normaliser = Callable[[Payload, Notes], Payload]
Decoder = Callable[[Any, Notes], Extension]
Identify = Callable[[Identity], Identity]


@dataclass(frozen=True, slots=True)
class Vendor:
    """A maker, or a platform that several makers sell.

    `incoming` maps an action of 1.6 to what translates its payload, after the general repairs;
    `incoming_2x` one of 2.x.
    `extensions` maps (vendorId, messageId or "") of DataTransfer to what reads its `data`.
    `vendor_ids` are those of its StatusNotification, where stations go by other makers' names.
    `currents` maps how models begin to what they charge with, AC or DC, where that is documented.
    """

    key: str
    name: str
    matches: tuple[Match, ...]
    quirks: tuple[Quirk, ...] = ()
    traits: Traits = Traits()
    identify: Identify | None = None
    incoming: Mapping[str, Normaliser] = field(default_factory=dict)
    incoming_2x: Mapping[str, Normaliser] = field(default_factory=dict)
    extensions: Mapping[tuple[str, str], Decoder] = field(default_factory=dict)
    vendor_ids: tuple[str, ...] = ()
    currents: Mapping[str, str] = field(default_factory=dict)
    configuration: Mapping[str, Key] = field(default_factory=dict)


def translated(
    maker: Vendor, action: str, payload: Payload, notes: Notes, *, of_16: bool
) -> Payload:
    """The payload as a maker's file reads it. A file that fails must not cost the message."""
    translate = (maker.incoming if of_16 else maker.incoming_2x).get(action)
    if translate is None:
        return payload
    try:
        return translate(payload, notes)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        notes.add(Anomaly.ADAPTER_FAILED)
        return payload


def folded(text: str) -> str:
    """For comparing names: without blanks around, in one case."""
    return text.strip().casefold()


def begins(text: str | None, beginning: str | None) -> bool:
    """Whether it begins so, whatever the case; anything does where no beginning is given."""
    return beginning is None or folded(text or "").startswith(folded(beginning))
