"""Why a tariff holds, in plain words, and what a rule says."""

from csms import clock
from csms.tariffs.assignment import Assigned, Lost, Misfit
from csms.tariffs.rules import Place, Rule

NOTHING = "No tariff is assigned here: a session is not free, it is reviewed."
WHERE = {
    Place.NETWORK: "in the whole network",
    Place.SITE: "at this site",
    Place.STATION: "at this station",
    Place.EVSE: "at this EVSE",
    Place.CONNECTOR: "at this connector",
}


def reason(decided: Assigned) -> str:
    """Why this tariff."""
    return f"The price {said_of(decided.rule)}." if decided.rule else NOTHING


def said_of(rule: Rule) -> str:
    """For whom, where, for what and since when."""
    since = f", since {clock.to_text(rule.valid_from)}" if rule.valid_from else ""
    until = f", until {clock.to_text(rule.valid_to)}" if rule.valid_to else ""
    kind = f", {rule.current_type} charging" if rule.current_type else ""
    return f"for {_whom(rule)} {WHERE[rule.place]}{kind}{since}{until}"


def lost_because(lost: Lost, winner: Rule | None) -> str:
    """Why a rule does not decide."""
    rule = lost.rule
    return {
        Misfit.OTHER_EVSE: f"It is for EVSE {rule.evse_id}.",
        Misfit.OTHER_CONNECTOR: f"It is for connector {rule.connector_id}.",
        Misfit.OTHER_CURRENT_TYPE: f"It is for {rule.current_type} charging.",
        Misfit.OTHER_ORGANISATION: f"It is for organisation {rule.organisation_id}.",
        Misfit.OTHER_GROUP: f"It is for group {rule.group_id}.",
        Misfit.NOT_YET: "It does not hold yet.",
        Misfit.OVER: "It holds no longer.",
        Misfit.LESS_SPECIFIC: f"It is less specific{_beaten(rule, winner)}.",
    }[lost.why]


def _whom(rule: Rule) -> str:
    names = [f"organisation {rule.organisation_id}"] if rule.organisation_id is not None else []
    names += [f"group {rule.group_id}"] if rule.group_id is not None else []
    return " and ".join(names) or "everybody"


def _beaten(rule: Rule, winner: Rule | None) -> str:
    """By what of the order: person, place, current type, begin."""
    if winner is None:
        return ""
    names = ("organisation", "group", "place", "current type", "begin")
    pairs = zip(names, rule.rank, winner.rank, strict=True)
    return next((f": the other goes first by its {name}" for name, a, b in pairs if a != b), "")
