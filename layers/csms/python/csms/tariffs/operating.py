"""The member `rules` of a tariff document: what operators decide and OCPI has no words for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from csms.errors import Rejected
from csms.pricing.facts import BY_DEFAULT, Rules
from csms.pricing.policy import Policy
from csms.pricing.reading import mapping, whole

WHERE = "tariff.rules"
READING = ("resume_wh", "resume_s", "after_stop_s", "without_energy_s", "unproven_s")
WAIVING = ("waive_below_wh", "waive_below_s")
FREE = "free_without_energy"
CANCELLING = "free_cancellation_s"
# Who changes their mind at once has kept nobody away.
FREE_CANCELLATION_S = 300


@dataclass(frozen=True, slots=True)
class Operating:
    """How a session is read for a tariff, and which sessions are free."""

    rules: Rules
    policy: Policy


def operating_of(given: object) -> Operating:
    """Whole seconds and Wh; Rejected with the place. What is absent is as by default."""
    said = mapping({} if given is None else given, WHERE)
    unknown = sorted(said.keys() - {*READING, *WAIVING, FREE, CANCELLING})
    if unknown:
        raise Rejected(f"{WHERE}: {', '.join(unknown)} is not known")
    free = said.get(FREE)
    if free not in {None, True, False}:
        raise Rejected(f"{WHERE}.{FREE}: must be true or false")
    waived = {name: _whole(said, name) or 0 for name in WAIVING}
    cancelling = _whole(said, CANCELLING)
    waived[CANCELLING] = FREE_CANCELLATION_S if cancelling is None else cancelling
    policy = Policy(free_without_energy=free is not False, **waived)
    return Operating(_rules(said), policy)


def operating_document(operating: Operating) -> dict[str, Any]:
    """The inverse: only what is not as by default."""
    rules, policy, usual = operating.rules, operating.policy, operating_of(None)
    said = [(name, getattr(rules, name), getattr(usual.rules, name)) for name in READING]
    said += [
        (name, getattr(policy, name), getattr(usual.policy, name))
        for name in (*WAIVING, FREE, CANCELLING)
    ]
    return {name: value for name, value, default in said if value != default}


def _rules(said: Mapping[str, Any]) -> Rules:
    given = {name: _whole(said, name) for name in READING}
    return Rules(
        **{
            name: getattr(BY_DEFAULT, name) if value is None else value
            for name, value in given.items()
        }
    )


def _whole(said: Mapping[str, Any], name: str) -> int | None:
    value = said.get(name)
    return None if value is None else whole(value, f"{WHERE}.{name}")
