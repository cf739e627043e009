"""From a notice of an incident to deliveries: each channel once for each notice."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from csms.alerts.matching import channels_of, matching
from csms.alerts.model import FINAL, Channel, Delivery, Rule, Transition
from csms.alerts.ports import AlertQueue, ChannelRepository, DeliveryRepository
from csms.clock import Clock
from csms.ids import digest, new_ulid
from csms.incidents.model import Incident, Kind, State
from csms.incidents.ports import IncidentStore

TOLD = {
    "incident.opened": Transition.OPENED,
    "incident.escalated": Transition.ESCALATED,
    "incident.resolved": Transition.RESOLVED,
}
# What deliveries of tests have for an incident.
TESTS = "test"
# A station that is lost alone is told a little later: by then a mass outage has taken it in.
HELD = frozenset({Kind.STATION_OFFLINE})


@dataclass(frozen=True, slots=True)
class Planning:
    """What planning needs. `hold_s` is how long a lost station is held back."""

    incidents: IncidentStore
    rules: Callable[[], Sequence[Rule]]
    channels: ChannelRepository
    deliveries: DeliveryRepository
    queue: AlertQueue
    clock: Clock
    hold_s: int = 0


def plan(notice: Mapping[str, Any], needs: Planning) -> int:
    """Plan what an event `incident.*` means, and have it delivered; how many. It may be repeated.

    What has changed meanwhile counts: nobody is called for what is over or suppressed by now.
    """
    transition = TOLD[notice["kind"]]
    incident = needs.incidents.get(notice["incident_id"])
    if incident is None or _pointless(incident, transition):
        return 0
    if _to_be_held(incident, transition, notice, needs):
        needs.queue.plan({**notice, "held": True}, needs.hold_s)
        return 0
    number = int(str(notice["event_id"]).rpartition(":")[2])
    channel_ids = _channels(incident, transition, needs)
    enabled = {one.channel_id for one in needs.channels.all() if one.enabled}
    wanted = [one for one in channel_ids if one in enabled]
    for channel_id in wanted:
        made = Delivery(
            digest(incident.incident_id, number, channel_id),
            incident.incident_id,
            channel_id,
            transition,
            number,
            needs.clock(),
        )
        planned = needs.deliveries.plan(made)
        if planned.state not in FINAL:
            needs.queue.deliver(planned)
    return len(wanted)


def plan_test(
    channel: Channel, deliveries: DeliveryRepository, queue: AlertQueue, clock: Clock
) -> Delivery:
    """Have a channel told that it works, by the way that alerts take."""
    now = clock()
    made = Delivery(new_ulid(now), TESTS, channel.channel_id, Transition.TEST, 0, now)
    planned = deliveries.plan(made)
    queue.deliver(planned)
    return planned


def _pointless(incident: Incident, transition: Transition) -> bool:
    if transition is Transition.RESOLVED:
        return incident.live
    if transition is Transition.ESCALATED and incident.state is not State.OPEN:
        return True
    return not incident.live or incident.suppressed_by is not None


def _to_be_held(
    incident: Incident, transition: Transition, notice: Mapping[str, Any], needs: Planning
) -> bool:
    return (
        transition is Transition.OPENED
        and incident.kind in HELD
        and needs.hold_s > 0
        and not notice.get("held")
    )


def _channels(incident: Incident, transition: Transition, needs: Planning) -> list[str]:
    """The end is told to whoever was told of the beginning, whatever the rules say by now."""
    if transition is Transition.RESOLVED:
        told = needs.deliveries.of_incident(incident.incident_id)
        return list(dict.fromkeys(one.channel_id for one in told))
    rules = matching(needs.rules(), incident, needs.clock())
    if transition is Transition.ESCALATED:
        rules = [one for one in rules if one.escalate_after_minutes is not None]
    return channels_of(rules)
