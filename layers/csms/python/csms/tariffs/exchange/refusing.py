"""Why a tariff cannot be said in another form: all of the reasons at once."""

from collections.abc import Iterable
from dataclasses import dataclass

from csms.errors import Fault, Faulty

CODE = "unsayable"


@dataclass(frozen=True, slots=True)
class Reason:
    """What cannot be said, by its place in the tariff's document, and why."""

    where: str
    why: str


def require_none(reasons: Iterable[Reason], form: str) -> None:
    """Faulty with every reason, each once."""
    faults = [Fault(CODE, one.where, one.why) for one in dict.fromkeys(reasons)]
    if faults:
        raise Faulty(f"The tariff cannot be said in {form}", faults)
