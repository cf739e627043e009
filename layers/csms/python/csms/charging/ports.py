"""What charging needs from storage. Every write is conditional and may be repeated."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from csms import clock
from csms.charging.facts import (
    Chosen,
    MeterReading,
    Progress,
    SessionEnd,
    SessionStart,
    SessionStop,
    ToldState,
)
from csms.charging.limits import ChargingLimit
from csms.charging.model import ChargingSession
from csms.charging.payer import Payer
from csms.charging.reserve import Reserve
from csms.charging.tariff_choice import TariffChoice
from csms.charging.trail import Noted, Trail
from csms.charging.vocabulary import Flag, SessionKey
from csms.drivers.model import Token
from csms.pricing.facts import Change
from csms.stations.meters import NO_METER_KNOWN, MeterProfile
from csms.stations.model import Site, Station
from csms.stations.reservations import Reservation
from csms.tariffs.rules import Rule


@dataclass(frozen=True, slots=True)
class StartContext:
    """What a start is decided from. `rules` say which tariff holds where, from far to near."""

    station: Station | None
    token: Token | None
    site: Site | None
    rules: tuple[Rule, ...] = ()
    limit: ChargingLimit | None = None
    meter: MeterProfile = NO_METER_KNOWN
    reservation: Reservation | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a start names: a request for it is decided by that."""

    remote_start_id: int | None = None
    reservation_number: int | None = None


NOTHING_ASKED = Asked()


@dataclass(frozen=True, slots=True)
class TelemetryRecord:
    """One meter message. `series` is a session's key or a connector; `digest` tells repeats.

    `state` is what the event that brought it said of the vehicle (2.x), with or without readings.
    """

    station_id: str
    series: str
    digest: str
    received_at: datetime
    readings: Sequence[MeterReading]
    samples: Any
    seq_no: int | None = None
    state: ToldState | None = None

    @property
    def at(self) -> datetime | None:
        """Its place in time: that of its first reading, else of its state; None says nothing."""
        moments = [one.measured_at for one in self.readings]
        return min(moments, default=self.state.at if self.state else None)


@dataclass(frozen=True, slots=True)
class SessionTelemetry:
    """All readings of a session by time, the numbers of the events that brought them, and what
    these said of the vehicle.

    `changes` are its states from all sources (`csms.charging.seeing`).
    """

    readings: list[MeterReading] = field(default_factory=list)
    seq_nos: frozenset[int] = frozenset()
    states: tuple[ToldState, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class OrphanFact:
    """A fact that belongs to no known session: kept, shown, resolved later."""

    station_id: str
    digest: str
    kind: str
    occurred_at: datetime
    received_at: datetime
    content: dict[str, Any]
    session_id: str | None = None

    @property
    def place(self) -> str:
        """Sorts a station's facts by time."""
        return f"{clock.to_text(self.occurred_at)}#{self.digest}"


@dataclass(frozen=True, slots=True)
class SessionFilter:
    """Which sessions a list shows; no field means all. `unsettled`: ended, but not settled yet.

    `in_review`: a person has to decide.
    """

    station_id: str | None = None
    token_id: str | None = None
    driver_id: str | None = None
    active: bool | None = None
    unsettled: bool = False
    in_review: bool = False


def transaction_series(transaction_id: str) -> str:
    """The series of a session's readings; no connector's or EVSE's begins alike."""
    return f"transaction {transaction_id}"


def connector_series(connector: int) -> str:
    """The series of a connector outside of sessions (1.6); 0 is the station's main meter."""
    return f"connector {connector}"


def evse_series(evse_id: int) -> str:
    """The series of an EVSE outside of sessions (2.x); 0 is the station's main meter."""
    return f"evse {evse_id}"


class StartContextReader(Protocol):
    """One round trip for everything that a start needs to know."""

    def read(
        self,
        station_id: str,
        token_id: str | None,
        site_id: str | None,
        asked: Asked = NOTHING_ASKED,
    ) -> StartContext:
        """`site_id` is a hint from the connection; the station's record decides."""


class SessionRepository(Protocol):
    """Sessions, merged from facts that arrive in any order and any number of times."""

    def record_start(self, start: SessionStart) -> ChargingSession:
        """Add the start. A session that has one already keeps it and is returned as it is."""

    def record_payer(self, key: SessionKey, payer: Payer) -> ChargingSession:
        """Add who pays, where the start did not say (2.x: idToken in a later event).

        Of several the first by `order` pays; a settled session keeps its payer.
        """

    def record_tariff(
        self, key: SessionKey, choice: TariffChoice, before: Chosen
    ) -> ChargingSession | None:
        """Put a choice in the place of the one before, until it is settled; the session as it is
        then. Somebody else's choice in between stays. None: there is no such session.
        """

    def record_progress(self, progress: Progress) -> bool:
        """Add a sign of life. False: `known_only` and there is no such session at its EVSE."""

    def record_event(self, progress: Progress) -> ChargingSession:
        """Add a sign of life and say what is known then, without asking storage once more."""

    def record_stop(self, stop: SessionStop) -> ChargingSession | None:
        """Add the stop; the first stays, but for an estimated one that has not been settled.

        None: `known_only` and there is no such session.
        """

    def record_end(self, key: SessionKey, end: SessionEnd) -> bool:
        """Add the end behind the stop. False: it is not stopped, is settled, or ended by then."""

    def mark_free(self, key: SessionKey, since: datetime | None) -> None:
        """Note that a running session's connector is Available; None: it is not any more."""

    def flag_running(self, key: SessionKey, flag: Flag) -> bool:
        """Flag a running session. False: it has ended, or has this flag."""

    def record_reserve(self, key: SessionKey, reserve: Reserve, flags: frozenset[str]) -> bool:
        """Add what is held for a session, and flags. False: it is settled, or more is known of it.

        The first `low_at` stays.
        """

    def note(self, key: SessionKey, facts: Sequence[Noted]) -> None:
        """Add what is new of these facts to the trail of a session, if there is one."""

    def replace_trail(self, key: SessionKey, before: Trail, after: Trail) -> bool:
        """Put a thinned trail in the place of the one it was made of. False: that has changed."""

    def record_orphan(self, orphan: OrphanFact) -> None:
        """Keep a fact without a session, or one that its session could not take any more."""

    def resolve_orphan(self, orphan: OrphanFact, session_id: str) -> None:
        """Note the session that a fact turned out to belong to."""

    def orphans_of(
        self, station_id: str, limit: int, cursor: str | None
    ) -> tuple[list[OrphanFact], str | None]:
        """A station's orphan facts, oldest first, after a cursor (a place); and the next one."""

    def get(self, key: SessionKey) -> ChargingSession | None:
        """The session with a consistent read."""

    def get_many(self, keys_wanted: Sequence[SessionKey]) -> dict[SessionKey, ChargingSession]:
        """Those that are known; 100 in a request."""

    def find(self, session_id: str) -> ChargingSession | None:
        """The session by our own id."""

    def page(
        self, wanted: SessionFilter, limit: int, cursor: str | None
    ) -> tuple[list[ChargingSession], str | None]:
        """Newest first, and the cursor of the next page."""


class TelemetryRepository(Protocol):
    """Meter messages."""

    def record(self, record: TelemetryRecord) -> None:
        """Store once; the same message again changes nothing."""

    def readings(self, key: SessionKey) -> list[MeterReading]:
        """All readings of a session by time."""

    def page(
        self, station_id: str, series: str, limit: int, cursor: str | None
    ) -> tuple[list[TelemetryRecord], str | None]:
        """Messages of a series, newest first, before a cursor; and the next one."""

    def of_session(self, key: SessionKey) -> SessionTelemetry:
        """The same, with the numbers and states of their events."""
