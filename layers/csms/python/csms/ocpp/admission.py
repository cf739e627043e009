"""Who may open a socket: identity, password and version of an upgrade request."""

from collections.abc import Mapping
from dataclasses import dataclass

from csms.ocpp.handshake import (
    assumed_subprotocol,
    choose_subprotocol,
    credentials,
    identity,
    offered_subprotocols,
)
from csms.stations.model import BootStatus, Station
from csms.stations.passwords import password_matches
from csms.stations.ports import StationRepository

CERTIFICATE_PROFILE = 3


@dataclass(frozen=True, slots=True)
class Admission:
    """An admitted station; `protocol` is "" where no common version was offered."""

    station_id: str
    protocol: str
    site_id: str
    places: str
    boot_status: BootStatus = BootStatus.ACCEPTED
    protocol_assumed: bool = False

    def context(self) -> dict[str, str]:
        """What rides on every later message: strings, 8 KB at most."""
        assumed = {"protocol_assumed": "1"} if self.protocol_assumed else {}
        waiting = self.boot_status is not BootStatus.ACCEPTED
        return (
            {
                "station_id": self.station_id,
                "protocol": self.protocol,
                "site_id": self.site_id,
                "places": self.places,
            }
            | ({"boot_status": self.boot_status.value} if waiting else {})
            | assumed
        )


def admit(headers: Mapping[str, str], stations: StationRepository) -> Admission | str:
    """The admission, or why not (for the log alone: the station is told nothing). One read."""
    station_id = identity(headers)
    if station_id is None:
        return "no usable identity"
    station = stations.get(station_id)
    if station is None:
        return "unknown station"
    refusal = _refusal(station, headers)
    if refusal is not None:
        return refusal
    places = (f"{evse.evse_id}.{one}" for evse in station.evses for one in evse.connector_ids)
    offered = offered_subprotocols(headers)
    assumed = assumed_subprotocol(offered, proven=credentials(headers) is not None)
    return Admission(
        station_id=station_id,
        protocol=choose_subprotocol(offered) or assumed or "",
        site_id=station.site_id or "",
        places=" ".join(places),
        boot_status=station.boot_status,
        protocol_assumed=assumed is not None,
    )


def _refusal(station: Station, headers: Mapping[str, str]) -> str | None:
    """Profile 0 is the operator's explicit decision for one station; all others need a password.

    Profile 3 needs a client certificate. None is checked yet, so such a station is refused: a
    password alone would be a downgrade (2.0.1 A05.FR.07).
    """
    if station.security_profile >= CERTIFICATE_PROFILE:
        return "client certificates are not checked yet"
    given = credentials(headers)
    if given is None:
        return None if station.security_profile == 0 else "no credentials"
    if given.user != station.station_id:
        return "the user is not the identity"
    if station.password_hash is None:
        return "no password is set"
    return None if password_matches(given.password, station.password_hash) else "wrong password"
