"""The whole exception tree; each edge maps it once.

CsmsError
├── NotFound        what was asked for does not exist              404
├── Conflict        the state of the thing forbids it              409
│   └── Overtaken   the facts changed since they were judged: judge anew
├── Rejected        the request itself is wrong; says what to do   422
│   └── Faulty      it can be read, but must not be used: each fault with its place
├── Unauthorized    who asks is unknown, or may not                401 / 403
└── Unavailable     try again: throttled, time-out, lost race      503

HTTP: `csms.web.problems`; OCPP: `csms.ocpp.call_errors`; Step Functions matches the class names
(`statemachines/settle_session.asl.json`), so a name is a contract.
"""

from collections.abc import Sequence
from dataclasses import dataclass


class CsmsError(Exception):
    """Base of every error that this code raises on purpose."""


class NotFound(CsmsError):
    """What was asked for does not exist."""


class Conflict(CsmsError):
    """The present state forbids the change."""


class Overtaken(Conflict):
    """What was decided rests on facts that have changed since: decide anew."""


class Rejected(CsmsError):
    """The request is wrong; the message says how to put it right."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A code for programs, the place (`elements[0].price`), and what to do about it."""

    code: str
    where: str
    message: str


class Faulty(Rejected):
    """What was sent can be read, but must not be used."""

    def __init__(self, what: str, faults: Sequence[Fault]) -> None:
        """The message tells them all."""
        super().__init__(f"{what}: " + "; ".join(f"{one.where}: {one.message}" for one in faults))
        self.faults = tuple(faults)


class Unauthorized(CsmsError):
    """The caller is unknown or may not do this."""


class Unavailable(CsmsError):
    """A passing fault: the same request may succeed later."""
