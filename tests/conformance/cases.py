"""What a case of the tables is made of, and values that several of them share."""

from dataclasses import dataclass
from typing import Any

from csms.ocpp.call_errors import Code

Payload = dict[str, Any]

AT = "2026-11-23T10:00:00.000Z"
FORMAT, MISSING = Code.FORMAT_VIOLATION, Code.OCCURRENCE_CONSTRAINT_VIOLATION
TYPE, PROPERTY = Code.TYPE_CONSTRAINT_VIOLATION, Code.PROPERTY_CONSTRAINT_VIOLATION


@dataclass(frozen=True, slots=True)
class Case:
    """A message: an everyday payload, one at the edge of its schema, and one beyond it.

    `answer` is what the everyday payload gets, where it can be said in advance.
    """

    valid: Payload
    boundary: Payload
    broken: Payload
    code: Code
    answer: Payload | None = None


def noted(valid: Payload, boundary: Payload, broken: Payload, code: Code) -> Case:
    """A notification, whose answer is empty."""
    return Case(valid, boundary, broken, code, {})
