from typing import TYPE_CHECKING

from tests.builders import NOW, minutes

from csms.stations.model import CurrentType
from csms.tariffs.rules import MOST_RULES, NETWORK, Place, Rule, RuleSet, at_site, at_station

if TYPE_CHECKING:
    from tests.contract.conftest import Ports

WHOLE = Rule(
    "tariff",
    Place.CONNECTOR,
    evse_id=2,
    connector_id=1,
    current_type=CurrentType.DC,
    organisation_id="acme",
    group_id="fleet",
    valid_from=NOW,
    valid_to=minutes(1),
)


def test_rules_are_kept_wholly_and_replaced_together(ports: "Ports") -> None:
    spot = at_station("CP1")
    assert ports.assignments.at(spot) == RuleSet()
    assert ports.assignments.put(spot, (WHOLE, Rule("other", Place.STATION)), 0)
    assert ports.assignments.at(spot) == RuleSet((WHOLE, Rule("other", Place.STATION)), 1)
    assert ports.assignments.put(spot, (), 1)
    assert ports.assignments.at(spot) == RuleSet((), 2)


def test_rules_that_changed_in_between_are_not_overwritten(ports: "Ports") -> None:
    assert ports.assignments.put(NETWORK, (Rule("first"),), 0)
    for version in (0, 2):
        assert not ports.assignments.put(NETWORK, (Rule("second"),), version)
    assert ports.assignments.at(NETWORK) == RuleSet((Rule("first"),), 1)


def test_rules_of_several_spots_are_found_together(ports: "Ports") -> None:
    ports.assignments.put(NETWORK, (Rule("far"),), 0)
    ports.assignments.put(at_site("s"), (Rule("near", Place.SITE),), 0)
    ports.assignments.put(at_station("s"), (Rule("nearest", Place.STATION),), 0)
    spots = [at_station("s"), at_site("s"), at_site("unknown"), NETWORK]
    found = ports.assignments.of_many(spots)
    assert {spot: [one.tariff_id for one in rules.rules] for spot, rules in found.items()} == {
        at_station("s"): ["nearest"],
        at_site("s"): ["near"],
        at_site("unknown"): [],
        NETWORK: ["far"],
    }
    assert ports.assignments.of_many([]) == {}


def test_as_many_rules_as_may_stand_together_fit(ports: "Ports") -> None:
    rules = tuple(Rule("t" * 255, organisation_id=f"{n:0255}") for n in range(MOST_RULES))
    assert ports.assignments.put(NETWORK, rules, 0)
    assert ports.assignments.at(NETWORK).rules == rules


def test_first_currency_stays(ports: "Ports") -> None:
    assert ports.assignments.currency() is None
    assert ports.assignments.claim_currency("EUR") == "EUR"
    assert ports.assignments.claim_currency("SEK") == "EUR"
    assert ports.assignments.currency() == "EUR"
    assert ports.assignments.at(NETWORK) == RuleSet(), "a currency is no rule"
    assert ports.assignments.put(NETWORK, (Rule("first"),), 0)
    assert ports.assignments.currency() == "EUR"
