"""Who is told what, how often, and what happens when a receiver does not answer."""

from __future__ import annotations

from datetime import timedelta

from tests.unit.alerts.conftest import World, busy, wrong

from csms.alerts.delivering import WAITS_S, deliver
from csms.alerts.model import DeliveryState
from csms.incidents.model import Kind, State


def test_each_channel_hears_once_of_the_beginning_and_once_of_the_end(world: World) -> None:
    world.channel("mail", "chat")
    world.rule("a", "mail", "chat")
    world.rule("b", "chat")
    world.incident()
    for _ in range(3):
        world.notice("incident.opened")
        world.turn()
    world.resolve()
    for _ in range(2):
        world.notice("incident.resolved", 2)
        world.turn()
    assert world.told() == [
        ("mail", "opened"),
        ("chat", "opened"),
        ("mail", "resolved"),
        ("chat", "resolved"),
    ]
    assert world.sent[0][1].link == "https://dashboard.example.com/incidents/01INCIDENT"


def test_a_message_that_comes_twice_is_sent_once(world: World) -> None:
    world.channel("mail")
    world.rule("a", "mail")
    world.incident()
    world.notice("incident.opened")
    world.queued += world.queued * 2
    world.turn()
    assert world.told() == [("mail", "opened")]


def test_the_end_goes_to_whoever_heard_of_the_beginning(world: World) -> None:
    world.channel("mail", "chat")
    world.rule("a", "mail")
    world.incident()
    world.notice("incident.opened")
    world.rule("a", "chat")
    world.resolve()
    world.notice("incident.resolved", 2)
    world.turn()
    assert world.told() == [("mail", "opened"), ("mail", "resolved")]


def test_who_was_never_told_hears_no_end(world: World) -> None:
    world.channel("mail")
    world.incident()
    world.rule("a", "mail")
    world.resolve()
    world.notice("incident.resolved", 2)
    world.turn()
    assert world.told() == []


def test_nobody_is_called_for_what_is_over_or_suppressed_by_now(world: World) -> None:
    world.channel("mail")
    world.rule("a", "mail")
    world.incident()
    world.changed(suppressed_by="window")
    assert world.notice("incident.opened") == 0
    world.changed(suppressed_by=None)
    world.resolve()
    assert world.notice("incident.opened") == 0
    assert world.notice("incident.escalated") == 0


def test_a_lost_station_is_held_back_and_a_mass_outage_takes_it_in_meanwhile(
    world: World,
) -> None:
    world.hold_s = 20
    world.channel("mail")
    world.rule("a", "mail")
    world.incident(Kind.STATION_OFFLINE)
    began = world.now
    assert world.notice("incident.opened") == 0
    world.turn()
    assert world.told() == [("mail", "opened")]
    assert world.sent[0][1].at == began + timedelta(seconds=20)
    world.notice("incident.opened", 3)
    world.changed(suppressed_by="01PARENT", absorbed=True)
    world.turn()
    assert len(world.sent) == 1


def test_escalation_reaches_those_who_asked_for_it(world: World) -> None:
    world.channel("mail", "pager")
    world.rule("a", "mail")
    world.rule("b", "pager", escalate_after_minutes=10)
    world.incident()
    world.notice("incident.escalated", 2)
    world.turn()
    assert world.told() == [("pager", "escalated")]


def test_an_escalation_that_somebody_was_faster_than_calls_nobody(world: World) -> None:
    world.channel("pager")
    world.rule("a", "pager", escalate_after_minutes=10)
    world.incident()
    world.changed(state=State.ACKNOWLEDGED)
    assert world.notice("incident.escalated", 2) == 0


def test_a_disabled_channel_hears_nothing(world: World) -> None:
    world.channel("mail", enabled=False)
    world.rule("a", "mail", "unknown")
    world.incident()
    assert world.notice("incident.opened") == 0


def test_a_receiver_that_does_not_answer_is_tried_again_later(world: World) -> None:
    world.channel("mail")
    world.rule("a", "mail")
    world.answers["mail"] = busy(3)
    world.incident()
    began = world.now
    world.notice("incident.opened")
    world.turn()
    (delivery,) = world.deliveries.of_incident("01INCIDENT")
    assert (delivery.state, delivery.attempts) == (DeliveryState.HANDED_OVER, 4)
    assert (delivery.last_error, delivery.reference) == (None, "ref-1")
    assert world.now - began == timedelta(seconds=sum(WAITS_S[:3]))
    assert world.given_up == []


def test_at_last_it_is_given_up_and_somebody_else_is_told(world: World) -> None:
    world.channel("mail", "chat")
    world.rule("a", "mail", "chat")
    world.answers["mail"] = busy(100)
    world.incident()
    world.notice("incident.opened")
    world.turn()
    (mail,) = world.deliveries.page("mail", 10, None)[0]
    assert (mail.state, mail.attempts) == (DeliveryState.FAILED, len(WAITS_S) + 1)
    assert mail.last_error == "answered 503"
    assert world.given_up == ["mail"]
    assert world.told() == [("chat", "opened")]


def test_what_will_never_do_is_not_tried_again(world: World) -> None:
    world.channel("mail")
    world.rule("a", "mail")
    world.answers["mail"] = wrong()
    world.incident()
    world.notice("incident.opened")
    world.turn()
    (mail,) = world.deliveries.of_incident("01INCIDENT")
    assert (mail.state, mail.attempts, mail.last_error) == (
        DeliveryState.FAILED,
        1,
        "answered 404",
    )
    assert world.given_up == ["mail"]


def test_a_channel_that_is_gone_fails_quietly(world: World) -> None:
    world.channel("mail")
    world.rule("a", "mail")
    world.incident()
    world.notice("incident.opened")
    world.channels.delete("mail")
    world.turn()
    (mail,) = world.deliveries.of_incident("01INCIDENT")
    assert mail.state is DeliveryState.FAILED
    assert deliver("01INCIDENT", "unknown", world.delivering()) is None


def test_who_dies_at_it_leaves_it_to_the_next(world: World) -> None:
    world.channel("mail")
    world.rule("a", "mail")
    world.incident()
    world.notice("incident.opened")
    (planned,) = world.deliveries.of_incident("01INCIDENT")
    world.deliveries.claim(planned, world.now, world.now + timedelta(seconds=60))
    named = (planned.incident_id, planned.delivery_id)
    assert deliver(*named, world.delivering()) is None
    world.now += timedelta(seconds=60)
    done = deliver(*named, world.delivering())
    assert done is not None
    assert (done.state, done.attempts) == (DeliveryState.HANDED_OVER, 2)
