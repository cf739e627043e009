"""Which tariff wins, for any set of rules."""

from datetime import timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from tests.builders import NOW

from csms.stations.model import CurrentType
from csms.tariffs.assignment import Misfit, Person, Question, assigned
from csms.tariffs.rules import Place, Rule

names = st.sampled_from(["a", "b"])
maybe = st.none() | names
moments = st.integers(-3, 3).map(lambda days: NOW + timedelta(days=days))
kinds = st.none() | st.sampled_from(CurrentType)


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    place = draw(st.sampled_from(Place))
    near = place in {Place.EVSE, Place.CONNECTOR}
    since, until = draw(st.none() | moments), draw(st.none() | moments)
    return Rule(
        tariff_id=draw(st.sampled_from(["t1", "t2", "t3"])),
        place=place,
        evse_id=draw(st.integers(1, 2)) if near else None,
        connector_id=draw(st.integers(1, 2)) if place is Place.CONNECTOR else None,
        current_type=draw(kinds),
        organisation_id=draw(maybe),
        group_id=draw(maybe),
        valid_from=since,
        valid_to=until,
    )


def without_ties(found: list[Rule]) -> list[Rule]:
    """As stored: of a scope there is one."""
    return list({one.scope: one for one in found}.values())


sets = st.lists(rules(), max_size=12).map(without_ties)
questions = st.builds(
    Question,
    at=moments,
    evse_id=st.integers(0, 2),
    connector_id=st.integers(0, 2),
    current_type=kinds,
    person=st.builds(Person, organisation_id=maybe, group_id=maybe),
)


@given(sets, questions, st.randoms(use_true_random=False))
def test_the_order_of_the_rules_makes_no_difference(
    found: list[Rule], question: Question, random: Random
) -> None:
    shuffled = random.sample(found, len(found))
    assert assigned(shuffled, question) == assigned(found, question)


@given(sets, rules(), questions)
def test_a_less_specific_rule_changes_nothing(
    found: list[Rule], more: Rule, question: Question
) -> None:
    before = assigned(found, question)
    if before.rule is None or more.rank >= before.rule.rank:
        return
    assert assigned([*found, more], question).rule == before.rule


@given(sets, questions)
def test_every_rule_is_accounted_for_and_the_winner_is_the_greatest_that_fits(
    found: list[Rule], question: Question
) -> None:
    decided = assigned(found, question)
    lost = [one.rule for one in decided.others]
    assert sorted([*lost, *([decided.rule] if decided.rule else [])], key=repr) == sorted(
        found, key=repr
    )
    fitting = [one.rule for one in decided.others if one.why is Misfit.LESS_SPECIFIC]
    assert all(decided.rule and decided.rule.rank > one.rank for one in fitting)
    if decided.rule is None:
        assert not fitting


@given(sets, questions)
def test_a_rule_that_does_not_fit_could_be_left_out(found: list[Rule], question: Question) -> None:
    decided = assigned(found, question)
    unfit = {one.rule for one in decided.others if one.why is not Misfit.LESS_SPECIFIC}
    assert assigned([one for one in found if one not in unfit], question).rule == decided.rule
