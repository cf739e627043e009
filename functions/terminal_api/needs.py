"""What the routes of terminals are given."""

from typing import Annotated

from fastapi import Depends, Header

from csms import bootstrap
from csms.terminals.needs import Visiting


def _visiting() -> Visiting:
    return bootstrap.visiting()


VisitingNeeds = Annotated[Visiting, Depends(_visiting)]
Reference = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        description="The terminal's own number of this customer's visit; needed, since it pays",
    ),
]
