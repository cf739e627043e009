"""What goes wrong, on order: set through the control endpoint, used up by requests."""

from dataclasses import dataclass, field
from enum import StrEnum


class FaultKind(StrEnum):
    """Before or after the effect, and what the caller sees of it."""

    TIMEOUT_BEFORE = "timeout_before"
    TIMEOUT_AFTER = "timeout_after"
    CUT_BEFORE = "cut_before"  # the connection ends without an answer
    CUT_AFTER = "cut_after"
    ERROR_BEFORE = "error_before"  # a 500 without effect; its key repeats it for ever
    ERROR_AFTER = "error_after"  # a 500 although it happened; the same
    RATE_LIMITED = "rate_limited"
    PARTIAL_APPROVAL = "partial_approval"


BEFORE = {FaultKind.TIMEOUT_BEFORE, FaultKind.CUT_BEFORE}
HANGING = {FaultKind.TIMEOUT_BEFORE, FaultKind.TIMEOUT_AFTER}
CUT = {FaultKind.CUT_BEFORE, FaultKind.CUT_AFTER}
FAULTY = {FaultKind.ERROR_BEFORE, FaultKind.ERROR_AFTER}


@dataclass
class Fault:
    """The next `times` requests of operation `on` (`*`: any) meet it."""

    kind: FaultKind
    on: str = "*"
    times: int = 1
    amount: int | None = None  # of a partial approval


@dataclass
class Faults:
    """Faults to come, in order; an outage meets every request until it is over."""

    waiting: list[Fault] = field(default_factory=list)
    outage: bool = False
    hang_s: float = 30.0

    def next_for(self, operation: str) -> Fault | None:
        """The fault that a request meets."""
        if self.outage:
            return Fault(FaultKind.CUT_BEFORE)
        for fault in self.waiting:
            if fault.on in {"*", operation}:
                fault.times -= 1
                if fault.times <= 0:
                    self.waiting.remove(fault)
                return fault
        return None
