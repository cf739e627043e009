"""Which tariffs are in force at stations for one person at one moment, and why."""

from dataclasses import dataclass
from datetime import datetime

from csms.bootstrap import Services
from csms.charging.tariff_choice import Circumstances, Decision, decide, readable, usable
from csms.stations.model import Site, Station
from csms.tariffs.assignment import ANYBODY, Person
from csms.tariffs.model import Tariff
from csms.tariffs.rules import NETWORK, RuleSet, Spot, at_site, at_station


@dataclass(frozen=True, slots=True)
class InForce:
    """What a session would be priced by. The tariff is None if none is assigned, or the one that is
    does not exist, cannot be read, or is for another current type.
    """

    decision: Decision
    tariff: Tariff | None


class TariffsInForce:
    """As one request sees them: what was read is not read again."""

    def __init__(self, needs: Services, at: datetime, person: Person = ANYBODY) -> None:
        """Nothing is read yet."""
        self._needs, self._at, self._person = needs, at, person
        self._rules: dict[Spot, RuleSet] = {}
        self._sites: dict[str, Site | None] = {}
        self._tariffs: dict[str, Tariff | None] = {}

    def site(self, station: Station) -> Site | None:
        """The station's site, if it has one."""
        site_id = station.site_id
        if site_id is None:
            return None
        if site_id not in self._sites:
            self._sites[site_id] = self._needs.sites.get(site_id)
        return self._sites[site_id]

    def at(self, station: Station, evse_id: int, connector_id: int = 0) -> InForce:
        """What a session there would be priced by."""
        spots = [NETWORK, at_station(station.station_id)]
        spots += [at_site(station.site_id)] if station.site_id else []
        self._rules |= self._needs.assignments.of_many(
            one for one in spots if one not in self._rules
        )
        rules = [rule for spot in spots for rule in self._rules[spot].rules]
        given = Circumstances((evse_id, connector_id), self._at, self._person)
        decision = decide(rules, station, given)
        tariff = self._tariff(decision.assigned.tariff_id)
        return InForce(decision, usable(tariff, decision.current_type))

    def _tariff(self, tariff_id: str | None) -> Tariff | None:
        if tariff_id is None:
            return None
        if tariff_id not in self._tariffs:
            self._tariffs[tariff_id] = readable(tariff_id, self._needs.tariffs)[0]
        return self._tariffs[tariff_id]
