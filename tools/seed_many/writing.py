"""Puts stations into the tables: one of each pose by the code that stations use, the others as
copies of its items, 25 with a request.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import batched, chain
from typing import Any

from csms import bootstrap
from csms.adapters.dynamodb import keys
from csms.adapters.dynamodb.figure_items import fact_item
from csms.adapters.dynamodb.table import marshal
from csms.bootstrap.connecting import settings, table
from csms.figures.counting import count_station
from csms.figures.model import Fact, Place, Share
from csms.figures.standing import fact_of
from csms.stations.model import BootFacts, ConnectorStatus, LiveConnection, Station
from seed_many.network import PLACES, Pose, pose_of

AT_ONCE = 8
# BatchWriteItem: 25 items.
ITEMS = 25
type Placed = tuple[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A station that was written: its items, as text by table, and how it is counted."""

    station: Station
    items: tuple[tuple[str, str], ...]
    fact: Fact

    def copied(self, station: Station) -> Iterator[Placed]:
        """The items of another station that stands alike."""
        mine = self.station
        replaced = {
            mine.station_id: station.station_id,
            str(mine.site_id): str(station.site_id),
            f'"{mine.name}"': f'"{station.name}"',
        }
        for table_name, text in self.items:
            for old, new in replaced.items():
                text = text.replace(old, new)  # noqa: PLW2901
            item = json.loads(text)
            if "list_shard" in item:
                item["list_shard"]["S"] = keys.station_list_shard(station.station_id)
            yield table_name, item
        fact_id = fact_of(station.station_id)
        counted = fact_item(fact_id, self.counted(station)) | {"version": 1}
        yield settings().figures_table, marshal(counted)

    def counted(self, station: Station) -> Fact:
        """How the other station is counted."""
        [share] = self.fact.shares
        place = Place(str(station.site_id), station.station_id)
        named = {name: getattr(station, name) for name in ("station_id", "name", "site_id")}
        return Fact((replace(share, place=place),), {**(self.fact.row or {}), **named})


@dataclass
class Seeding:
    """What was written so far."""

    taken: int = 0
    patterns: dict[Pose, Pattern] = field(default_factory=dict)
    sums: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def items_of(self, station: Station) -> Iterator[Placed]:
        """What is still to be put for a station; nothing for the first of its pose."""
        self.taken += 1
        pose = pose_of(station)
        if pose not in self.patterns:
            self.patterns[pose] = written(station)
            return
        [share] = self.patterns[pose].fact.shares
        self.sums[str(station.site_id)].update(share.amounts)
        yield from self.patterns[pose].copied(station)

    def put(self, stations: Iterable[Station]) -> Iterator[int]:
        """How many were begun with after each round of requests."""
        placed = chain.from_iterable(map(self.items_of, stations))
        with ThreadPoolExecutor(AT_ONCE) as pool:
            for round_of in batched(batched(placed, ITEMS, strict=False), AT_ONCE, strict=False):
                list(pool.map(put_batch, round_of))
                yield self.taken
        for site_id, amounts in self.sums.items():
            fact = Fact((Share(None, Place(site_id), amounts),))
            bootstrap.figures().count(f"seeded:{site_id}", partial(_given, fact))


def written(station: Station) -> Pattern:
    """Write a station by the code that real ones use, and read what that has made."""
    station_id = station.station_id
    seed_station(station)
    partitions = [
        (settings().stations_table, keys.station(station_id)),
        *(
            (settings().telemetry_table, keys.telemetry(station_id, keys.status_series(place, 1)))
            for place in PLACES
        ),
    ]
    items = [
        (name, json.dumps(item))
        for name, partition in partitions
        for item in _items(name, partition)
    ]
    return Pattern(station, tuple(items), _fact(station_id))


def seed_station(station: Station) -> bool:
    """As its messages would, and counted as their events would be."""
    now, repository = datetime.now(UTC), bootstrap.services().stations
    station_id = station.station_id
    repository.put(station)
    repository.record_boot(station_id, BootFacts("Acme", "Wall 22", None, "1.4.2", now))
    pose = pose_of(station)
    if pose.words:
        repository.connect(station_id, LiveConnection(f"seeded-{station_id}", "ocpp1.6", now))
    for place, word in zip(PLACES, pose.words, strict=False):
        error = "GroundFailure" if word == "Faulted" else "NoError"
        at = now - timedelta(seconds=place)
        repository.record_connector_status(station_id, ConnectorStatus(place, 1, word, error, at))
    return count_station(station_id, bootstrap.counting())


def put_batch(placed: tuple[Placed, ...]) -> int:
    """Put items, until none is left."""
    wanted: dict[str, Any] = {}
    for table_name, item in placed:
        wanted.setdefault(table_name, []).append({"PutRequest": {"Item": item}})
    client = table(settings().stations_table).client
    while wanted:
        wanted = client.batch_write_item(RequestItems=wanted)["UnprocessedItems"]
    return len(placed)


def _items(table_name: str, partition: str) -> list[dict[str, Any]]:
    answer = table(table_name).client.query(
        TableName=table_name,
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": partition}},
        ConsistentRead=True,
    )
    return list(answer["Items"])


def _fact(station_id: str) -> Fact:
    """How it was counted; nothing is changed."""
    seen: list[Fact] = []

    def look(before: Fact) -> Fact:
        seen.append(before)
        return before

    bootstrap.figures().count(fact_of(station_id), look)
    return seen[0]


def _given(fact: Fact, _before: Fact) -> Fact:
    return fact
