"""Puts the deployment in memory in the place of `csms.bootstrap`, for the functions it runs."""

from __future__ import annotations

import importlib
import logging
from contextlib import contextmanager
from types import ModuleType
from typing import TYPE_CHECKING, Any

from csms import bootstrap, ids
from csms.clock import utc_now
from csms.receipts import issuing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from random import Random

    from settlement_simulation.deployment import Deployment

FUNCTIONS = (
    "event_consumers.publish_outbox",
    "event_consumers.reservations",
    "event_consumers.token_lists",
    "payment_webhooks.receive",
    "payment_work.check",
    "payment_work.top_up_wallets",
    "scheduled_jobs.expire_holds",
    "scheduled_jobs.sweep_payments",
    "scheduled_jobs.watch_sessions",
    "scheduled_jobs.watch_terminals",
    "session_endings.look",
    "session_settlement.assessment",
    "session_settlement.capture",
    "session_settlement.correct",
    "session_settlement.hold",
    "session_settlement.learning",
    "session_settlement.post",
    "session_settlement.rate",
    "session_settlement.receipt",
    "session_settlement.review",
    "session_settlement.start",
)


class Current:
    """Which deployment is in its place now, and whose random bits are its ids."""

    def __init__(self) -> None:
        """None yet."""
        self.deployment: Deployment | None = None
        self.random: Random | None = None

    def __getattr__(self, name: str) -> Any:
        """What the deployment calls so: in the place of the module `csms.bootstrap`."""
        return getattr(self.deployment, name)

    def clock(self) -> datetime:
        """In the place of `utc_now`."""
        assert self.deployment is not None
        return self.deployment.clock()

    def sleep(self, _seconds: float) -> None:
        """In the place of the module `time`: nobody sleeps in virtual time."""

    def randbits(self, bits: int) -> int:
        """In the place of the module `secrets`: ids of ours are the same for the same seed."""
        assert self.random is not None
        return self.random.getrandbits(bits)


@contextmanager
def bound() -> Iterator[Current]:
    """Functions use the current deployment and log nothing, until the end of the block."""
    current, before = Current(), list[tuple[ModuleType, str, Any]]()
    quiet_before = logging.root.manager.disable
    try:
        logging.disable(logging.CRITICAL)  # what goes wrong here is meant to
        for module in map(importlib.import_module, FUNCTIONS):
            for name, value in list(vars(module).items()):
                instead = _instead(name, value, current)
                if instead is not None:
                    before.append((module, name, value))
                    setattr(module, name, instead)
        before.append((issuing, "time", vars(issuing)["time"]))
        vars(issuing)["time"] = current
        before.append((ids, "secrets", vars(ids)["secrets"]))
        vars(ids)["secrets"] = current
        yield current
    finally:
        logging.disable(quiet_before)
        for module, name, value in before:
            setattr(module, name, value)


def _instead(name: str, value: Any, current: Current) -> Any:
    if value is bootstrap:
        return current
    if value is utc_now:
        return current.clock
    given = str(getattr(value, "__module__", "")).startswith(bootstrap.__name__)
    if callable(value) and given and not isinstance(value, type):
        return _calling(name, current)
    return None


def _calling(name: str, current: Current) -> Callable[..., Any]:
    def call(*arguments: Any) -> Any:
        return getattr(current.deployment, name)(*arguments)

    return call
