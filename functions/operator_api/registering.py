"""A station's record, from what an operator says of it and what was there before."""

from csms.errors import Rejected
from csms.stations.credentials import Credentials, forgetting_pending
from csms.stations.model import BootStatus, Station
from csms.stations.passwords import hash_password, password_matches
from csms.stations.ports import StationRepository
from operator_api.schemas.registration import StationIn

DEFAULT_SECURITY_PROFILE = 1


def record_of(station_id: str, wanted: StationIn, before: Station | None, lowest: int) -> Station:
    """An absent password, profile or boot status stays as it is. Rejected: the profile is lower
    than the deployment allows.
    """
    return Station(
        station_id=station_id,
        password_hash=_password_hash(wanted, before),
        security_profile=_security_profile(wanted, before, lowest),
        site_id=wanted.site_id,
        evses=wanted.domain_evses(),
        boot_status=wanted.boot_status or (before.boot_status if before else BootStatus.ACCEPTED),
        shows_cost=wanted.shows_cost,
        serial_number=wanted.serial_number or (before.serial_number if before else None),
        credentials=before.credentials if before else Credentials(),
        name=wanted.name,
    )


def register(station: Station, before: Station | None, stations: StationRepository) -> None:
    """Store it; a new password takes the place of all that were on their way."""
    if before is not None and station.password_hash != before.password_hash:
        station = forgetting_pending(station)
        stations.change_credentials(station.station_id, forgetting_pending)
    stations.put(station, before)


def _password_hash(wanted: StationIn, before: Station | None) -> str | None:
    old = before.password_hash if before else None
    if wanted.password is None:
        return old
    password = wanted.password.get_secret_value()
    if old is not None and password_matches(password.encode(), old):
        return old
    return hash_password(password)


def _security_profile(wanted: StationIn, before: Station | None, lowest: int) -> int:
    if wanted.security_profile is not None:
        if wanted.security_profile < lowest:
            raise Rejected(f"security_profile: this deployment allows {lowest} and above.")
        return wanted.security_profile
    return before.security_profile if before else max(DEFAULT_SECURITY_PROFILE, lowest)
