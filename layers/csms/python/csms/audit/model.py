"""An entry of the audit log: written once, never changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Outcome(StrEnum):
    """An order is noted before it is carried out, and once more with what came of it.

    Without a second entry its outcome is not known: look at what it names.
    """

    ORDERED = "ordered"
    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """`subject` ordered `action` on `object_id`. `order_id` joins the entries of one order.

    `name` is what they were called then: people leave, and subjects tell nobody anything.
    `before` and `after` name what was there and what came of it: ids, states, amounts as text.
    """

    order_id: str
    at: datetime
    subject: str
    action: str
    object_id: str
    reason: str
    outcome: Outcome = Outcome.ORDERED
    before: Mapping[str, str] = field(default_factory=dict)
    after: Mapping[str, str] = field(default_factory=dict)
    name: str | None = None


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which entries a list shows; no field means all."""

    object_id: str | None = None
    subject: str | None = None
    action: str | None = None

    def shows(self, entry: AuditEntry) -> bool:
        """Whether each field that is given holds."""
        return (
            self.object_id in {None, entry.object_id}
            and self.subject in {None, entry.subject}
            and self.action in {None, entry.action}
        )
