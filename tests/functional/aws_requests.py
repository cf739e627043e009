"""Counts the requests that leave the process for AWS, retries included."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from unittest.mock import patch

import boto3

from csms import bootstrap

if TYPE_CHECKING:
    from collections.abc import Iterator

READS = {"GetItem", "BatchGetItem", "Query"}
FORBIDDEN = {"Scan"}


@dataclass
class Requests:
    """The operations of one stretch of time."""

    operations: list[str] = field(default_factory=list)

    @property
    def reads(self) -> int:
        return sum(one in READS for one in self.operations)

    @property
    def writes(self) -> int:
        return len(self.operations) - self.reads

    def note(self, event_name: str, **_: object) -> None:
        """Event names are before-send.<service>.<operation>."""
        self.operations.append(event_name.rpartition(".")[2])


@contextmanager
def counted() -> Iterator[Requests]:
    """Count what clients do that are made within; drop the services before, as a new process.

    However long a test takes, a process that knows who is traced does not ask again meanwhile.
    """
    boto3.setup_default_session()
    session = boto3.DEFAULT_SESSION
    assert session is not None
    requests = Requests()
    # First, because moto answers at the same event and then nobody else is asked.
    session.events.register_first("before-send", requests.note)
    try:
        with patch("csms.stations.traces.REFRESH", timedelta(days=1)):
            yield requests
    finally:
        session.events.unregister("before-send", requests.note)
    assert not FORBIDDEN & set(requests.operations)


def knows_who_is_traced(requests: Requests) -> None:
    """What each process asks once in a while is no part of a frame's cost."""
    bootstrap.tracing().on("CP1", datetime.now(UTC))
    requests.operations.clear()
