"""Configurations: an item for what is wanted, one for what is reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms import clock
from csms.adapters.dynamodb import keys
from csms.adapters.dynamodb.table import ConditionFailed
from csms.adapters.dynamodb.update import Update
from csms.errors import Unavailable
from csms.stations.configuration import Reading

if TYPE_CHECKING:
    from csms.adapters.dynamodb.table import Item, Table

WANTED, REPORTED = "WANTED", "REPORTED"
# An item holds 400 KB; of 2.x values, whose texts may have 2500 characters, the beginning is kept.
MOST_NAMES = 300
LONGEST_VALUE = 1000
ATTEMPTS = 5


class DynamoConfigurations:
    """ConfigurationRepository over the stations table."""

    def __init__(self, table: Table) -> None:
        """The stations table."""
        self._table = table

    def wanted(self, station_id: str) -> dict[str, str]:
        """See the port."""
        item = self._table.get(keys.configuration(station_id), WANTED)
        return dict(item["settings"]) if item else {}

    def put_wanted(self, station_id: str, values: dict[str, str]) -> None:
        """See the port."""
        update = Update().set(settings=values)
        self._table.update(keys.configuration(station_id), WANTED, update.render())

    def reported(self, station_id: str) -> dict[str, Reading]:
        """See the port."""
        item = self._table.get(keys.configuration(station_id), REPORTED)
        readings = item["readings"] if item else {}
        return {name: _reading_from(one) for name, one in readings.items()}

    def report(self, station_id: str, readings: dict[str, Reading]) -> None:
        """See the port."""
        if not readings:
            return
        for _attempt in range(ATTEMPTS):
            item = self._table.get(keys.configuration(station_id), REPORTED) or {}
            try:
                self._report(station_id, item, readings)
            except ConditionFailed:
                continue
            return
        raise Unavailable("the configuration is being written by others")

    def _report(self, station_id: str, item: Item, readings: dict[str, Reading]) -> None:
        """Write, unless somebody else did since the item was read. What differs from what is wanted
        is written with it: the catalogue makes an event of it.
        """
        before = {name: _reading_from(one) for name, one in item.get("readings", {}).items()}
        known = before | readings
        newest = sorted(known.items(), key=lambda one: one[1].at, reverse=True)[:MOST_NAMES]
        items = {name: _reading_item(one) for name, one in newest}
        revision = int(item.get("revision", 0))
        drifted = [
            name
            for name, value in sorted(self.wanted(station_id).items())
            if name in known and known[name].differs_from(value)
        ]
        reported_at = clock.to_text(max(one.at for one in readings.values()))
        update = Update().set(
            readings=items, revision=revision + 1, drifted=drifted, reported_at=reported_at
        )
        condition = "attribute_not_exists(revision)"
        if revision:
            condition = f"revision = {update.value('seen', revision)}"
        place = keys.configuration(station_id), REPORTED
        self._table.update(*place, update.render(condition))


def _reading_item(reading: Reading) -> Item:
    item: Item = {
        "at": clock.to_text(reading.at),
        "readonly": reading.readonly,
        "supported": reading.supported,
        "reboot_required": reading.reboot_required,
    }
    return item if reading.value is None else item | {"value": reading.value[:LONGEST_VALUE]}


def _reading_from(item: Item) -> Reading:
    return Reading(
        value=item.get("value"),
        at=clock.from_text(item["at"]),
        readonly=item["readonly"],
        supported=item["supported"],
        reboot_required=item["reboot_required"],
    )
