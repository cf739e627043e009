"""Who may open a socket: identity, proof and version of an upgrade request."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from csms.ocpp.handshake import (
    assumed_subprotocol,
    choose_subprotocol,
    identity,
    offered_subprotocols,
)
from csms.ocpp.proofs import Rules, certificate_name, prove
from csms.stations.configuration import ConfigurationRepository
from csms.stations.cost_display import TARIFF, shows
from csms.stations.credentials import Proof, after_connection
from csms.stations.model import BootStatus, Station
from csms.stations.ports import SiteRepository, StationRepository
from csms.stations.profile import ProfileRepository, StationProfile


@dataclass(frozen=True, slots=True)
class Admission:
    """An admitted station; `protocol` is "" where no common version was offered."""

    station_id: str
    protocol: str
    site_id: str
    places: str
    boot_status: BootStatus = BootStatus.ACCEPTED
    security: dict[str, str] = field(default_factory=dict)
    profile: StationProfile = field(default_factory=StationProfile)
    time_zone: str | None = None
    assumed: bool = False
    shows_price: bool = False

    def context(self) -> dict[str, str]:
        """What rides on every later message: strings, 8 KB at most."""
        waiting = self.boot_status is not BootStatus.ACCEPTED
        known = {
            "station_id": self.station_id,
            "protocol": self.protocol,
            "site_id": self.site_id,
            "places": self.places,
        }
        found = {
            "vendor": self.profile.vendor_key,
            "time_zone": self.time_zone,
            "meter_unit": self.profile.meter.settings.unit,
        }
        known |= {name: text for name, text in found.items() if text}
        known |= {"assumed": "1"} if self.assumed else {}
        known |= {"shows_price": "1"} if self.shows_price else {}
        return known | self.security | ({"boot_status": self.boot_status.value} if waiting else {})


@dataclass(frozen=True, slots=True)
class Admitting:
    """Where it stands who may come in, and what is known of them."""

    stations: StationRepository
    profiles: ProfileRepository
    sites: SiteRepository
    configurations: ConfigurationRepository


def admit(
    headers: Mapping[str, str],
    needs: Admitting,
    rules: Rules,
) -> Admission | str:
    """The admission, or why not (for the log alone: the station is told nothing).

    Three reads; a fourth where the station itself says whether it shows prices.
    """
    station_id = identity(headers)
    if station_id is None:
        return "no usable identity"
    station = needs.stations.get(station_id)
    if station is None:
        return "unknown station"
    proof = prove(station, headers, rules)
    if isinstance(proof, str):
        return proof
    offered, profile = offered_subprotocols(headers), needs.profiles.get(station_id)
    assumed = assumed_subprotocol(offered, proven=proof.profile > 0)
    places = (f"{evse.evse_id}.{one}" for evse in station.evses for one in evse.connector_ids)
    return Admission(
        station_id=station_id,
        protocol=choose_subprotocol(offered) or assumed or "",
        site_id=station.site_id or "",
        places=" ".join(places),
        boot_status=station.boot_status,
        security=_security(station, proof, headers),
        profile=profile,
        time_zone=_zone(station, profile, needs.sites),
        assumed=assumed is not None,
        shows_price=shows(station, needs.configurations, TARIFF),
    )


def _zone(station: Station, profile: StationProfile, sites: SiteRepository) -> str | None:
    """What its times without a zone mean: as its operator says, else local time of its site."""
    if profile.time_zone or station.site_id is None:
        return profile.time_zone
    site = sites.get(station.site_id)
    return site.time_zone if site else None


def _security(station: Station, proof: Proof, headers: Mapping[str, str]) -> dict[str, str]:
    """What later steps need of the proof; nothing for a password that is no news."""
    found: dict[str, str] = {}
    if proof.fingerprint:
        found = {"certificate": proof.fingerprint, "certificate_name": certificate_name(headers)}
    if after_connection(station, proof) != station:
        found["proof"] = proof.to_text()
    return found
