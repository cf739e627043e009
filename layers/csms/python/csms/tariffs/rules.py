"""Which tariff holds where and for whom, as an operator says it: a rule for each."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from csms.stations.model import CurrentType

# So many stand together in one item: a start reads those of network, site and station at once.
MOST_RULES = 200
BEGINNING = datetime.min.replace(tzinfo=UTC)


class Place(StrEnum):
    """From far to near."""

    NETWORK = "network"
    SITE = "site"
    STATION = "station"
    EVSE = "evse"
    CONNECTOR = "connector"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where rules are kept together: the network, a site, or a station with all of its EVSEs."""

    kind: Place = Place.NETWORK
    name: str = ""


NETWORK = Spot()


def at_site(site_id: str) -> Spot:
    """The rules of a site."""
    return Spot(Place.SITE, site_id)


def at_station(station_id: str) -> Spot:
    """The rules of a station, its EVSEs and connectors."""
    return Spot(Place.STATION, station_id)


@dataclass(frozen=True, slots=True)
class Rule:
    """One assignment; what is None does not restrict it. `valid_to` is the first moment without."""

    tariff_id: str
    place: Place = Place.NETWORK
    evse_id: int | None = None
    connector_id: int | None = None
    current_type: CurrentType | None = None
    organisation_id: str | None = None
    group_id: str | None = None
    valid_from: datetime | None = None
    valid_to: datetime | None = None

    @property
    def personal(self) -> bool:
        """Whether it depends on who pays."""
        return self.organisation_id is not None or self.group_id is not None

    @property
    def general(self) -> bool:
        """Whether a current type is all that it asks for: what `tariff_ids` of a place says."""
        bounded = self.valid_from is not None or self.valid_to is not None
        return self.evse_id is None and not (self.personal or bounded)

    @property
    def rank(self) -> tuple[int, int, int, int, datetime]:
        """Sorts rules that fit the same session: the greatest wins. Person, place, current type,
        then the one that began last (`docs/adr/0015`).
        """
        return (
            self.organisation_id is not None,
            self.group_id is not None,
            list(Place).index(self.place),
            self.current_type is not None,
            self.valid_from or BEGINNING,
        )

    @property
    def scope(self) -> tuple[object, ...]:
        """Two rules of one place with the same scope would contradict each other."""
        return (
            self.place,
            self.evse_id,
            self.connector_id,
            self.current_type,
            self.organisation_id,
            self.group_id,
            self.valid_from,
        )


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules of a spot; `version` counts its changes."""

    rules: tuple[Rule, ...] = ()
    version: int = 0


def general_tariff_ids(rules: tuple[Rule, ...]) -> dict[CurrentType, str]:
    """The tariff of each current type for everybody, where a place names one."""
    return {one.current_type: one.tariff_id for one in rules if one.general and one.current_type}


def with_general(
    rules: tuple[Rule, ...], place: Place, tariff_ids: dict[CurrentType, str]
) -> tuple[Rule, ...]:
    """The same rules, but for the general ones by current type, which are replaced."""
    kept = tuple(one for one in rules if not (one.general and one.current_type))
    return kept + tuple(
        Rule(tariff_id, place, current_type=kind) for kind, tariff_id in tariff_ids.items()
    )
