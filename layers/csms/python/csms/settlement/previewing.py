"""What a supposed session would cost: by the function that settles the real ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from csms.pricing.building import Built
from csms.pricing.facts import Change, Reading, SessionFacts, Signal
from csms.pricing.timeline import Segment
from csms.settlement.session_price import PricedSession, priced, timeline_of
from csms.stations.model import CurrentType
from csms.tariffs.model import Tariff


@dataclass(frozen=True, slots=True)
class Supposed:
    """Energy at an even power for `charging`, then plugged in and asking for nothing for `idle`."""

    started_at: datetime
    energy_wh: int
    charging: timedelta
    idle: timedelta = timedelta(0)

    @property
    def facts(self) -> SessionFacts:
        """As a station would report it."""
        full = self.started_at + self.charging
        gone = full + self.idle
        changes = (Change(full, Signal.SUSPENDED_EV),) if self.idle else ()
        readings = (Reading(self.started_at, 0), Reading(full, self.energy_wh))
        return SessionFacts(self.started_at, readings, changes, gone, gone)


@dataclass(frozen=True, slots=True)
class Place:
    """Where it would be."""

    time_zone: str = "UTC"
    current_type: CurrentType | None = None


def preview(supposed: Supposed, tariff: Tariff, place: Place) -> PricedSession:
    """The price of a supposed session. Rejected if the time zone is none."""
    built = timeline_of(supposed.facts, tariff)
    return priced(built, tariff, place.time_zone, place.current_type)


def preview_timeline(timeline: Sequence[Segment], tariff: Tariff, place: Place) -> PricedSession:
    """The price of a timeline. Rejected if it is not in order, or the time zone is none."""
    ordered = tuple(sorted(timeline, key=lambda one: (one.start, one.end)))
    return priced(Built(ordered, (), ()), tariff, place.time_zone, place.current_type)
