"""An order is noted before it is carried out: no money moves that nobody ordered."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from csms.audit.model import AuditEntry, Outcome
from csms.audit.ports import AuditLog
from csms.clock import Clock
from csms.errors import Conflict, NotFound, Rejected, Unauthorized
from csms.ids import new_ulid


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted of what, and why; `before` is what was there."""

    action: str
    object_id: str
    reason: str
    before: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ordering:
    """Carries out the orders of one person, who is called `name`."""

    subject: str
    log: AuditLog
    clock: Clock
    name: str | None = None

    def carry_out[Result](
        self,
        order: Order,
        act: Callable[[], Result],
        told: Callable[[Result], Mapping[str, str]],
    ) -> Result:
        """Note the order, do it, and note what came of it, a refusal too."""
        entry = self._begun(order)
        try:
            result = act()
        except (Conflict, NotFound, Rejected, Unauthorized) as refusal:
            self._note(entry, Outcome.REFUSED, {"why": str(refusal)})
            raise
        self._note(entry, Outcome.DONE, told(result))
        return result

    @contextmanager
    def noted(self, order: Order, malformed: tuple[type[Exception], ...] = ()) -> Iterator[None]:
        """The same around what is done within; what came of it is the exception, or none.

        `malformed`: the request could not be read; what it said is not repeated.
        """
        entry = self._begun(order)
        try:
            yield
        except (Conflict, NotFound, Rejected, Unauthorized) as refusal:
            self._note(entry, Outcome.REFUSED, {"why": str(refusal)})
            raise
        except malformed:
            self._note(entry, Outcome.REFUSED, {"why": "the request could not be read"})
            raise
        self._note(entry, Outcome.DONE, {})

    def _begun(self, order: Order) -> AuditEntry:
        now = self.clock()
        entry = AuditEntry(
            new_ulid(now), now, self.subject, order.action, order.object_id, order.reason
        )
        entry = replace(entry, before=order.before, name=self.name)
        self.log.add(entry)
        return entry

    def _note(self, entry: AuditEntry, outcome: Outcome, after: Mapping[str, str]) -> None:
        self.log.add(replace(entry, at=self.clock(), outcome=outcome, after=after))
