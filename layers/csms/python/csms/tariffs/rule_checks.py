"""What is wrong with rules: a wrong one would leave sessions without a price, or with two."""

from collections.abc import Iterator, Mapping

from csms.errors import Rejected
from csms.stations.model import CurrentType, Evse, Station
from csms.tariffs.model import Tariff
from csms.tariffs.rules import MOST_RULES, Place, Rule

Tariffs = Mapping[str, Tariff | None]


def check_rules(rules: tuple[Rule, ...], tariffs: Tariffs, station: Station | None) -> None:
    """Rejected says which rule, and what to do. `station` is that whose rules they are."""
    if len(rules) > MOST_RULES:
        raise Rejected(f"rules: {MOST_RULES} may stand together; use groups or sites.")
    seen: dict[tuple[object, ...], int] = {}
    for number, rule in enumerate(rules):
        evse = station.evse(rule.evse_id) if station and rule.evse_id is not None else None
        for fault in (*_faults(rule, evse, station), *_misfits(rule, evse, tariffs)):
            raise Rejected(f"rules[{number}].{fault}")
        first = seen.setdefault(rule.scope, number)
        if first != number:
            raise Rejected(f"rules[{number}]: says when rules[{first}] does: which one shall hold?")


def _faults(rule: Rule, evse: Evse | None, station: Station | None) -> Iterator[str]:
    if rule.valid_from and rule.valid_to and rule.valid_to <= rule.valid_from:
        yield "valid_to: must be after valid_from."
    if rule.connector_id is not None and rule.evse_id is None:
        yield "connector_id: needs the evse_id that the connector belongs to."
    if rule.evse_id is not None and rule.place in {Place.NETWORK, Place.SITE}:
        yield "evse_id: belongs to the rules of a station."
    if station and rule.evse_id is not None and evse is None:
        yield f"evse_id: station {station.station_id} has no EVSE {rule.evse_id}."
    if evse and rule.connector_id is not None and rule.connector_id not in evse.connector_ids:
        yield f"connector_id: EVSE {evse.evse_id} has no connector {rule.connector_id}."
    if evse and rule.current_type not in {None, evse.current_type}:
        yield f"current_type: EVSE {evse.evse_id} is {evse.current_type}."


def _misfits(rule: Rule, evse: Evse | None, tariffs: Tariffs) -> Iterator[str]:
    tariff = tariffs[rule.tariff_id]
    if tariff is None:
        yield f"tariff_id: tariff {rule.tariff_id} is not known: PUT it first."
    elif tariff.current_type is not None:
        kind: CurrentType | None = rule.current_type or (evse.current_type if evse else None)
        if kind is None:
            yield f"current_type: say {tariff.current_type}: the tariff is for nothing else."
        elif kind != tariff.current_type:
            yield f"tariff_id: tariff {rule.tariff_id} is for {tariff.current_type} only."
