"""Everything that the sandbox remembers: in memory, with a clock that can be set and seeded ids."""

import random
import time
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from payment_sandbox.problems import missing

Thing = dict[str, Any]
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZabcdefghjkmnpqrstvwxyz"
API_VERSION = "2026-10-28.endive"


@dataclass
class World:
    """The things by kind and id, and the events about them in the order they happened."""

    seed: int = 0
    address: str = ""
    ahead: timedelta = timedelta(0)
    things: dict[str, dict[str, Thing]] = field(default_factory=dict)
    events: list[Thing] = field(default_factory=list)
    approved_at_most: int | None = None  # a partial approval: of the next authorisation

    def __post_init__(self) -> None:
        """The same seed makes the same ids."""
        self._random = random.Random(self.seed)

    def now(self) -> int:
        """Whole seconds since 1970, by the sandbox's own clock."""
        return int(time.time() + self.ahead.total_seconds())

    def new_id(self, prefix: str, length: int = 24) -> str:
        """An id that looks like Stripe's."""
        return f"{prefix}_{''.join(self._random.choices(_LETTERS, k=length))}"

    def add(self, kind: str, thing: Thing) -> Thing:
        """Remember a thing."""
        self.things.setdefault(kind, {})[thing["id"]] = thing
        return thing

    def get(self, kind: str, thing_id: str) -> Thing:
        """A thing; the API's 404 if there is none."""
        try:
            return self.things[kind][thing_id]
        except KeyError:
            raise missing(kind, thing_id) from None

    def newest(self, kind: str, **wanted: str | None) -> list[Thing]:
        """The things of a kind that have these members, newest first."""
        asked = {name: value for name, value in wanted.items() if value is not None}
        found = [
            one
            for one in self.things.get(kind, {}).values()
            if all(one.get(name) == value for name, value in asked.items())
        ]
        return found[::-1]

    def tell(self, kind: str, thing: Thing) -> None:
        """An event, with the thing as it is now."""
        self.events.append(
            {
                "id": self.new_id("evt"),
                "object": "event",
                "api_version": API_VERSION,
                "created": self.now(),
                "type": kind,
                "livemode": False,
                "pending_webhooks": 1,
                "request": {"id": None, "idempotency_key": None},
                "data": {"object": thing | {}},
            }
        )
