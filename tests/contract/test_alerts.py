from dataclasses import replace
from datetime import time
from functools import partial
from typing import TYPE_CHECKING

from tests.builders import minutes
from tests.contract.paging import all_pages

from csms.alerts.model import (
    Channel,
    ChannelType,
    Delivery,
    DeliveryState,
    Hours,
    Rule,
    Transition,
)
from csms.incidents.model import Kind, Severity

if TYPE_CHECKING:
    from tests.contract.conftest import Ports

HOOK = Channel("b", "Chat", ChannelType.SLACK, {}, sealed="c2VhbGVk")
MAIL = Channel("a", "Mail", ChannelType.EMAIL, {"address": "a@b.c"}, False, None, "arn:sub")
BARE = Rule("bare", "Everything", ("a",))
WHOLE = Rule(
    "whole",
    "By day",
    ("b", "a"),
    frozenset({Kind.BOOT_LOOP, Kind.MONEY_GAP}),
    frozenset({Severity.CRITICAL}),
    frozenset({"site-1"}),
    Hours("Europe/Berlin", frozenset({0, 4}), time(8, 30), time(17)),
    15,
    enabled=False,
)


def a_delivery(number: int = 0, channel_id: str = "a") -> Delivery:
    at = minutes(number)
    return Delivery(f"d{number}", "01INCIDENT", channel_id, Transition.OPENED, number, at)


def test_channels_and_rules_come_back_whole(ports: "Ports") -> None:
    for one in (HOOK, MAIL):
        ports.channels.put(one)
    for rule in (WHOLE, BARE):
        ports.rules.put(rule)
    assert ports.channels.all() == [MAIL, HOOK]
    assert ports.rules.all() == [BARE, WHOLE]
    assert (ports.channels.get("b"), ports.rules.get("whole")) == (HOOK, WHOLE)
    ports.rules.put(replace(WHOLE, hours=None))
    assert ports.rules.get("whole") == replace(WHOLE, hours=None)
    for _ in range(2):
        ports.channels.delete("b")
        ports.rules.delete("whole")
    assert (ports.channels.get("b"), ports.rules.get("whole")) == (None, None)


def test_a_delivery_is_planned_once(ports: "Ports") -> None:
    first = ports.deliveries.plan(a_delivery())
    done = replace(
        first,
        state=DeliveryState.HANDED_OVER,
        attempts=2,
        last_error="answered 503",
        handed_over_at=minutes(1),
        busy_until=minutes(2),
        reference="m-1",
    )
    ports.deliveries.put(done)
    assert ports.deliveries.plan(replace(a_delivery(), at=minutes(9))) == done
    assert ports.deliveries.get("01INCIDENT", "d0") == done
    assert ports.deliveries.get("01INCIDENT", "d1") is None


def test_one_at_a_time_is_at_a_delivery(ports: "Ports") -> None:
    planned = ports.deliveries.plan(a_delivery())
    claimed = ports.deliveries.claim(planned, minutes(0), minutes(1))
    assert claimed == replace(planned, attempts=1, busy_until=minutes(1))
    assert ports.deliveries.claim(planned, minutes(0), minutes(1)) is None
    assert ports.deliveries.claim(claimed, minutes(0.5), minutes(2)) is None
    after_a_crash = ports.deliveries.claim(claimed, minutes(1), minutes(2))
    assert after_a_crash is not None
    assert after_a_crash.attempts == 2
    done = replace(after_a_crash, state=DeliveryState.FAILED, busy_until=None)
    ports.deliveries.put(done)
    assert ports.deliveries.claim(done, minutes(9), minutes(10)) is None


def test_deliveries_are_listed_by_incident_by_channel_and_at_all(ports: "Ports") -> None:
    made = [a_delivery(number, "ab"[number % 2]) for number in range(6)]
    other = replace(a_delivery(9), incident_id="01OTHER")
    for one in (*made[::-1], other):
        ports.deliveries.plan(one)
    assert ports.deliveries.of_incident("01INCIDENT") == made
    for limit in (1, 2, 50):
        assert all_pages(partial(ports.deliveries.page, None), limit) == [other, *made[::-1]]
        assert all_pages(partial(ports.deliveries.page, "b"), limit) == made[1::2][::-1]
