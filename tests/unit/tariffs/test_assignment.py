from datetime import timedelta

import pytest
from tests.builders import NOW

from csms.stations.model import CurrentType
from csms.tariffs.assignment import Assigned, Misfit, Person, Question, assigned
from csms.tariffs.explaining import lost_because, reason
from csms.tariffs.rules import Place, Rule

AC, DC = CurrentType.AC, CurrentType.DC
DAY = timedelta(days=1)
HERE = Question(NOW, evse_id=2, connector_id=1, current_type=DC, person=Person("acme", "fleet"))
# Each beats all before it.
LADDER = (
    Rule("network"),
    Rule("network-dc", current_type=DC),
    Rule("site", Place.SITE),
    Rule("site-dc", Place.SITE, current_type=DC),
    Rule("station", Place.STATION),
    Rule("evse", Place.EVSE, evse_id=2),
    Rule("connector", Place.CONNECTOR, evse_id=2, connector_id=1),
    Rule("fleet", group_id="fleet"),
    Rule("fleet-site", Place.SITE, group_id="fleet"),
    Rule("acme", organisation_id="acme"),
    Rule("acme-dc", current_type=DC, organisation_id="acme"),
    Rule("acme-site", Place.SITE, organisation_id="acme"),
    Rule("acme-fleet", organisation_id="acme", group_id="fleet"),
)


@pytest.mark.parametrize("count", range(1, len(LADDER) + 1))
def test_person_goes_before_place_and_place_before_current_type(count: int) -> None:
    decided = assigned(LADDER[:count], HERE)
    assert decided.rule == LADDER[count - 1]
    assert [one.rule for one in decided.others] == list(reversed(LADDER[: count - 1]))
    assert {one.why for one in decided.others} <= {Misfit.LESS_SPECIFIC}


def test_of_two_alike_the_one_that_began_last_wins() -> None:
    old, new = Rule("old", valid_from=NOW - 2 * DAY), Rule("new", valid_from=NOW - DAY)
    for rules in ([old, new], [new, old]):
        assert assigned([*rules, Rule("always")], HERE).rule == new


@pytest.mark.parametrize(
    ("rule", "why", "said"),
    [
        (Rule("t", Place.EVSE, evse_id=1), Misfit.OTHER_EVSE, "It is for EVSE 1."),
        (
            Rule("t", Place.CONNECTOR, evse_id=2, connector_id=2),
            Misfit.OTHER_CONNECTOR,
            "It is for connector 2.",
        ),
        (Rule("t", current_type=AC), Misfit.OTHER_CURRENT_TYPE, "It is for AC charging."),
        (
            Rule("t", organisation_id="other"),
            Misfit.OTHER_ORGANISATION,
            "It is for organisation other.",
        ),
        (Rule("t", group_id="other"), Misfit.OTHER_GROUP, "It is for group other."),
        (Rule("t", valid_from=NOW + DAY), Misfit.NOT_YET, "It does not hold yet."),
        (Rule("t", valid_to=NOW), Misfit.OVER, "It holds no longer."),
    ],
)
def test_a_rule_that_does_not_fit_says_why(rule: Rule, why: Misfit, said: str) -> None:
    alone = assigned([rule], HERE)
    assert (alone.tariff_id, [one.why for one in alone.others]) == (None, [why])
    beside = assigned([rule, Rule("network")], HERE)
    assert beside.tariff_id == "network"
    assert [lost_because(one, beside.rule) for one in beside.others] == [said]


def test_bounds_of_time_hold_from_the_first_moment_until_before_the_last() -> None:
    rule = Rule("t", valid_from=NOW, valid_to=NOW + DAY)
    for moment, holds in (
        (NOW, True),
        (NOW + DAY - timedelta(milliseconds=1), True),
        (NOW + DAY, False),
    ):
        assert (assigned([rule], Question(moment)).rule == rule) is holds


def test_what_is_not_known_fits_no_rule_that_asks_for_it() -> None:
    asking = [
        Rule("dc", current_type=DC),
        Rule("evse", Place.EVSE, evse_id=2),
        Rule("acme", organisation_id="acme"),
    ]
    assert assigned(asking, Question(NOW)).tariff_id is None
    assert assigned([*asking, Rule("any")], Question(NOW)).tariff_id == "any"


def test_nothing_assigned_is_no_tariff_and_says_so() -> None:
    assert assigned([], HERE) == Assigned(None)
    assert "not free" in reason(Assigned(None))


def test_the_reason_is_said_in_plain_words() -> None:
    decided = assigned(LADDER[:12], HERE)
    assert reason(decided) == "The price for organisation acme at this site."
    said = [lost_because(one, decided.rule) for one in decided.others]
    assert said[0] == "It is less specific: the other goes first by its place."
    assert said[2] == "It is less specific: the other goes first by its organisation."
    dated = assigned([Rule("t", Place.SITE, current_type=DC, valid_from=NOW)], HERE)
    assert (
        reason(dated)
        == "The price for everybody at this site, DC charging, since 2026-01-20T12:00:00.000Z."
    )
