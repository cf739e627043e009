"""Which tariff a session gets, and why: of the rules that fit, the most specific one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from csms.stations.model import CurrentType
from csms.tariffs.rules import Rule


class Misfit(StrEnum):
    """Why a rule does not hold for a session."""

    OTHER_EVSE = "other_evse"
    OTHER_CONNECTOR = "other_connector"
    OTHER_CURRENT_TYPE = "other_current_type"
    OTHER_ORGANISATION = "other_organisation"
    OTHER_GROUP = "other_group"
    NOT_YET = "not_yet"
    OVER = "over"
    LESS_SPECIFIC = "less_specific"


@dataclass(frozen=True, slots=True)
class Person:
    """Who pays, as far as a tariff may depend on it."""

    organisation_id: str | None = None
    group_id: str | None = None


ANYBODY = Person()


@dataclass(frozen=True, slots=True)
class Question:
    """A session, real or supposed. EVSE and connector 0: not known."""

    at: datetime
    evse_id: int = 0
    connector_id: int = 0
    current_type: CurrentType | None = None
    person: Person = ANYBODY


@dataclass(frozen=True, slots=True)
class Lost:
    """A rule that was looked at and does not decide."""

    rule: Rule
    why: Misfit


@dataclass(frozen=True, slots=True)
class Assigned:
    """The rule that decides, and the others, most specific first. Without a rule there is no
    tariff, which nobody may take for free charging.
    """

    rule: Rule | None
    others: tuple[Lost, ...] = ()

    @property
    def tariff_id(self) -> str | None:
        """The tariff, if any is assigned."""
        return self.rule.tariff_id if self.rule else None


def assigned(rules: Iterable[Rule], question: Question) -> Assigned:
    """Decide. The order of the rules makes no difference."""
    ordered = sorted(rules, key=_order, reverse=True)
    verdicts = [(one, next(_misfits(one, question), None)) for one in ordered]
    winner = next((one for one, misfit in verdicts if misfit is None), None)
    lost = (
        Lost(one, misfit or Misfit.LESS_SPECIFIC) for one, misfit in verdicts if one is not winner
    )
    return Assigned(winner, tuple(lost))


def _order(rule: Rule) -> tuple[object, ...]:
    """By rank; those of one rank cannot fit the same session, so that any fixed order will do."""
    return (*rule.rank, repr(rule))


def _misfits(rule: Rule, question: Question) -> Iterator[Misfit]:
    person = question.person
    for why, wanted, given in (
        (Misfit.OTHER_EVSE, rule.evse_id, question.evse_id),
        (Misfit.OTHER_CONNECTOR, rule.connector_id, question.connector_id),
        (Misfit.OTHER_CURRENT_TYPE, rule.current_type, question.current_type),
        (Misfit.OTHER_ORGANISATION, rule.organisation_id, person.organisation_id),
        (Misfit.OTHER_GROUP, rule.group_id, person.group_id),
    ):
        if wanted is not None and wanted != given:
            yield why
    if rule.valid_from is not None and question.at < rule.valid_from:
        yield Misfit.NOT_YET
    if rule.valid_to is not None and question.at >= rule.valid_to:
        yield Misfit.OVER
