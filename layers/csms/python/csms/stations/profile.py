"""What is known of one station's habits: found out from what it sends, or set by its operator."""

from dataclasses import dataclass
from datetime import tzinfo
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from csms.errors import Rejected
from csms.stations.meters import NO_METER_KNOWN, NO_SETTINGS, MeterProfile, MeterSettings


@dataclass(frozen=True, slots=True)
class StationProfile:
    """`vendor_found` was recognised at the last boot; what an operator set counts before it.

    `time_zone` is what the station's times without zone mean, an IANA name; `meter` what its meter
    counts.
    """

    vendor_found: str | None = None
    vendor_set: str | None = None
    time_zone: str | None = None
    meter: MeterProfile = NO_METER_KNOWN

    @property
    def vendor_key(self) -> str:
        """The maker's key; "" until it is known."""
        return self.vendor_set or self.vendor_found or ""


class ProfileRepository(Protocol):
    """The profiles of stations; what a boot shows is kept with the boot."""

    def get(self, station_id: str) -> StationProfile:
        """What is known; an empty one of an unknown station. One read."""

    def set_by_operator(
        self,
        station_id: str,
        vendor_key: str | None,
        time_zone: str | None,
        meter: MeterSettings = NO_SETTINGS,
    ) -> None:
        """Replace what the operator decided; None takes a decision back. Findings stay."""

    def meter(self, station_id: str) -> MeterProfile:
        """What is known of the meter alone. One consistent read."""

    def learn_meter(self, station_id: str, before: MeterProfile, found: MeterProfile) -> bool:
        """Replace the findings; False if they are not those of `before` any more."""


def zone_of(name: str | None) -> tzinfo | None:
    """The zone of an IANA name. Raises Rejected if there is none of that name."""
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise Rejected(f"{name} is no time zone; use an IANA name, like Europe/Berlin") from error
