"""How patient we are, in one place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from math import ceil

from csms.incidents.model import Kind


@dataclass(frozen=True, slots=True)
class Tally:
    """So many within the window are a trouble; it is over after a while without another."""

    needed: int
    within: timedelta
    quiet: timedelta


@dataclass(frozen=True, slots=True)
class MassOutage:
    """At least so many stations, and this share of all there are, gone within the window."""

    at_least: int
    share_percent: int
    within: timedelta = timedelta(minutes=5)

    def needed(self, stations: int) -> int:
        """How many of `stations` (0: nobody has counted them) make a mass outage."""
        return max(self.at_least, ceil(stations * self.share_percent / 100))


@dataclass(frozen=True, slots=True)
class Policy:
    """The defaults are what a network of a few hundred stations wants.

    What comes back within `reopens_within` is the same incident. `flaps_at` of those within
    `flaps_within`: it flaps, and is over only after `flap_quiet` without it.
    """

    reopens_within: timedelta = timedelta(minutes=15)
    flaps_at: int = 3
    flaps_within: timedelta = timedelta(minutes=15)
    flap_quiet: timedelta = timedelta(minutes=10)
    highest_escalation: int = 3
    site_outage: MassOutage = MassOutage(at_least=3, share_percent=50)
    network_outage: MassOutage = MassOutage(at_least=20, share_percent=1)
    # A mass outage is over when no more than these, and no more than a tenth, are still away.
    stragglers: int = 5
    looks_every: timedelta = timedelta(minutes=1)
    windows_every: timedelta = timedelta(minutes=5)
    tallies: Mapping[Kind, Tally] = field(
        default_factory=lambda: {
            Kind.BOOT_LOOP: Tally(4, timedelta(minutes=15), timedelta(minutes=30)),
            Kind.FAILED_STARTS: Tally(5, timedelta(minutes=30), timedelta(hours=1)),
            # The first time we set what differs ourselves.
            Kind.CONFIGURATION_DRIFT: Tally(2, timedelta(days=2), timedelta(days=365)),
        }
    )


PATIENCE = Policy()
