"""Which tariffs hold where: one item for the network, each site and each station."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csms import clock
from csms.adapters.dynamodb import documents
from csms.adapters.dynamodb.table import ConditionFailed, Item, Table
from csms.adapters.dynamodb.update import Update
from csms.stations.model import CurrentType
from csms.tariffs.rules import NETWORK, Place, Rule, RuleSet, Spot

if TYPE_CHECKING:
    from collections.abc import Iterable

RECORD = "RECORD"
NO_RULES = RuleSet()


class DynamoAssignments:
    """AssignmentRepository over the directory table."""

    def __init__(self, table: Table) -> None:
        """The directory."""
        self._table = table

    def at(self, spot: Spot) -> RuleSet:
        """See the port."""
        return rules_from(self._table.get(assignment_key(spot), RECORD))

    def of_many(self, spots: Iterable[Spot]) -> dict[Spot, RuleSet]:
        """See the port."""
        wanted = list(spots)
        found = self._table.get_many([(assignment_key(one), RECORD) for one in wanted])
        return {one: rules_from(found.get((assignment_key(one), RECORD))) for one in wanted}

    def put(self, spot: Spot, rules: tuple[Rule, ...], version: int) -> bool:
        """See the port."""
        update = Update().set(
            rules=documents.to_text([_document(one) for one in rules]), version=version + 1
        )
        before = update.value("before", version)
        absent = " OR attribute_not_exists(version)" if version == 0 else ""
        try:
            condition = f"version = {before}{absent}"
            self._table.update(assignment_key(spot), RECORD, update.render(condition))
        except ConditionFailed:
            return False
        return True

    def currency(self) -> str | None:
        """See the port."""
        item = self._table.get(assignment_key(NETWORK), RECORD) or {}
        return item.get("currency")

    def claim_currency(self, currency: str) -> str:
        """See the port. One request."""
        update = Update().set_once(currency=currency).render()
        return str(self._table.updated(assignment_key(NETWORK), RECORD, update)["currency"])


def assignment_key(spot: Spot) -> str:
    """Partition of a spot's rules."""
    kind = "default" if spot.kind is Place.NETWORK else f"{spot.kind.value}#{spot.name}"
    return f"ASSIGNMENT#{kind}"


def rules_from(item: Item | None) -> RuleSet:
    """The inverse of `put`."""
    if item is None or "rules" not in item:
        return NO_RULES
    rules = tuple(_rule(one) for one in documents.from_text(item["rules"]))
    return RuleSet(rules, int(item["version"]))


def _document(rule: Rule) -> dict[str, Any]:
    """Short, as all rules of a place are read with each start."""
    whole = {
        "tariff": rule.tariff_id,
        "place": rule.place.value,
        "evse": rule.evse_id,
        "connector": rule.connector_id,
        "type": rule.current_type.value if rule.current_type else None,
        "org": rule.organisation_id,
        "group": rule.group_id,
        "from": clock.to_text(rule.valid_from) if rule.valid_from else None,
        "to": clock.to_text(rule.valid_to) if rule.valid_to else None,
    }
    return {name: value for name, value in whole.items() if value is not None}


def _rule(document: dict[str, Any]) -> Rule:
    since, until, kind = document.get("from"), document.get("to"), document.get("type")
    return Rule(
        tariff_id=document["tariff"],
        place=Place(document["place"]),
        evse_id=document.get("evse"),
        connector_id=document.get("connector"),
        current_type=CurrentType(kind) if kind else None,
        organisation_id=document.get("org"),
        group_id=document.get("group"),
        valid_from=clock.from_text(since) if since else None,
        valid_to=clock.from_text(until) if until else None,
    )
