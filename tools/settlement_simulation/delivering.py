"""Streams, bus, queue and webhooks: everything comes at least once, or so it is hoped."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from boto3.dynamodb.types import TypeSerializer

from settlement_simulation.chance import Fault
from settlement_simulation.workflow import TaskFailed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csms.events.envelope import Event
    from settlement_simulation.provider_records import Record
    from settlement_simulation.surroundings import Surroundings

OUTBOX = "event_consumers.publish_outbox"
TARGETS = {
    "session.stopped": ("session_settlement.hold", "session_endings.look"),
    "session.unplugged": ("session_endings.look",),
    "session.ended": ("session_settlement.start",),
    "session.settled": ("session_settlement.receipt", "session_settlement.correct"),
    "session.late_fact": ("session_settlement.correct",),
    "connector.status_late": ("session_settlement.correct",),
}
ENDINGS, FREEING = ("session_endings.look",), {"Available", "Reserved"}
# Behind a queue, which the bus reaches in the end; so long its messages wait.
QUEUES = {"session_settlement.receipt": 1.0, "session_settlement.correct": 300.0}
CHECKS, TOPPING_UP = "payment_work.check", "payment_work.top_up_wallets"
# Each process of theirs works on one batch at a time; here all are one process.
BATCHES = {OUTBOX, CHECKS, TOPPING_UP, *QUEUES}
RECEIVES = 5  # of a queue's message, before it is a dead letter
ATTEMPTS = 12  # of an event on the bus
_SERIALIZED = TypeSerializer().serialize


class Deliveries:
    """The ways on which facts travel between functions."""

    def __init__(self, around: Surroundings) -> None:
        """Nothing is under way."""
        self._around = around
        self._records = 0

    def changed(self, before: dict[str, Any] | None, after: dict[str, Any]) -> None:
        """A stream's record of one change."""
        self._records += 1
        images = {"NewImage": _typed(after)} | ({"OldImage": _typed(before)} if before else {})
        keys = {name: _SERIALIZED(after[name]) for name in ("pk", "sk")}
        sequence = {"SequenceNumber": str(self._records)}
        record = {"eventID": str(self._records), "eventName": "MODIFY"}
        record["dynamodb"] = {"Keys": keys, **images, **sequence}  # type: ignore[assignment]
        about = _concerns(after)
        for delay in self._delays(Fault.RECORD_TWICE, Fault.RECORD_LATE, 1.0):
            self._reach(OUTBOX, {"Records": [record]}, about, delay, 1)

    def wallet_changed(self, account_id: str) -> None:
        """A stream's record of a wallet; those of drivers without a standing order end nowhere."""
        driver_id = account_id.partition(":")[2]
        if self._around.stores.payments.profile(driver_id).auto_top_up is None:
            return
        keys = {"pk": _SERIALIZED(f"BAL#{account_id}"), "sk": _SERIALIZED("BALANCE")}
        record = {"eventID": "1", "eventName": "MODIFY"}
        record["dynamodb"] = {"Keys": keys, "SequenceNumber": "1"}  # type: ignore[assignment]
        for delay in self._delays(Fault.RECORD_TWICE, Fault.RECORD_LATE, 1.0):
            self._reach(TOPPING_UP, {"Records": [record]}, account_id, delay, 1)

    def publish(self, events: Sequence[Event]) -> None:
        """EventBus: to every target of its kind. In the place of `csms.bootstrap.event_bus`."""
        for event in events:
            for target in _targets(event):
                waits = QUEUES.get(target, 0.0)
                if not waits and self._around.chance.strikes(Fault.EVENT_LOST):
                    continue
                invocation: dict[str, Any] = {"detail": event.detail()}
                if waits:
                    invocation = {"Records": [{"messageId": "1", "body": json.dumps(invocation)}]}
                about = _concerns(event.body)
                for delay in self._delays(Fault.EVENT_TWICE, Fault.EVENT_LATE, 2.0):
                    self._reach(target, invocation, about, waits + delay, 1)

    def look_again(self, detail: dict[str, Any]) -> None:
        """LateLooks: a message of the queue that corrects sessions."""
        target = "session_settlement.correct"
        event = {"Records": [{"messageId": "1", "body": json.dumps({"detail": detail})}]}
        self._reach(target, event, detail["session_id"], QUEUES[target], 1)

    def told(self, record: Record) -> None:
        """A webhook of the provider."""
        if self._around.chance.strikes(Fault.WEBHOOK_LOST):
            return
        number = self._around.next_number()
        body = {"event_id": f"evt_{number}", "kind": "payment_intent.changed"}
        body |= {"provider_id": record.provider_id, "payment_id": record.payment_id}
        event = {"pathParameters": {"provider": "stripe"}, "body": json.dumps(body)}
        for delay in self._delays(Fault.WEBHOOK_TWICE, Fault.WEBHOOK_LATE, 3.0):
            self._reach("payment_webhooks.receive", event, record.payment_id, delay, 1)

    def request(
        self, payment_id: str | None, provider_id: str | None = None, *, disputed: bool = False
    ) -> None:
        """PaymentChecks: a message of the queue."""
        told = {"payment_id": payment_id, "provider_id": provider_id, "disputed": disputed}
        body = json.dumps(told)
        event = {"Records": [{"messageId": "1", "body": body}]}
        about = payment_id or str(provider_id)
        self._reach(CHECKS, event, about, 1.0, ATTEMPTS - RECEIVES)

    def _reach(self, module: str, event: Any, about: str, delay: float, attempt: int) -> None:
        """A delivery; what fails comes again later, until nobody tries any more."""

        def deliver() -> None:
            try:
                answer = self._around.functions.invoke(module, event)
            except TaskFailed as failed:
                answer = {"batchItemFailures": [failed.name]}
            failed_in_part = bool((answer or {}).get("batchItemFailures"))
            refused = (answer or {}).get("statusCode", 200) >= 300
            if (failed_in_part or refused) and attempt < ATTEMPTS:
                self._around.say(about, f"{module} failed: {answer}")
                self._reach(module, event, about, 5.0 * attempt, attempt + 1)

        self._around.agenda.after(delay, module, about, deliver)

    def _delays(self, twice: Fault, late: Fault, usual_s: float) -> list[float]:
        chance = self._around.chance
        random = chance.random
        first = random.uniform(0, 600) if chance.strikes(late) else random.uniform(0, usual_s)
        return [first, random.uniform(0, 300)] if chance.strikes(twice) else [first]


def _targets(event: Event) -> tuple[str, ...]:
    """Rules of the bus: of all statuses, one that frees its connector."""
    if event.kind == "connector.status_changed":
        return ENDINGS if event.body["status"] in FREEING else ()
    return TARGETS.get(event.kind, ())


def _concerns(fields: Mapping[str, Any]) -> str:
    """The session, else the station."""
    named = fields.get("session_id") or fields.get("station_id") or fields["pk"].partition("#")[2]
    return str(named)


def _typed(image: dict[str, Any]) -> dict[str, Any]:
    return {name: _SERIALIZED(value) for name, value in image.items()}
