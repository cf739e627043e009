"""A dispute: a customer has asked their bank to take a payment back."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from csms.money import Money


class DisputeState(StrEnum):
    """Where it stands; `closed`: it was only a warning, and nothing came of it."""

    OPEN = "open"
    WON = "won"
    LOST = "lost"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Movement:
    """What the provider took for a dispute (below zero), or gave back.

    `fee_minor`: what it asks for that beside, in minor units of the amount's currency.
    """

    movement_id: str
    amount: Money
    fee_minor: int = 0


@dataclass(frozen=True, slots=True)
class Dispute:
    """The provider's record, freshly read."""

    dispute_id: str
    state: DisputeState
    reason: str
    amount: Money
    movements: tuple[Movement, ...] = ()

    @property
    def moved_minor(self) -> int:
        """What is gone (below zero), or back, without fees."""
        return sum(one.amount.minor for one in self.movements)


@dataclass(frozen=True, slots=True)
class NotedDispute:
    """What a payment knows of a dispute."""

    dispute_id: str
    state: DisputeState
    reason: str
    minor: int
    moved_minor: int


@dataclass(frozen=True, slots=True)
class DisputeChange:
    """That a dispute stands otherwise than before; once for each state and sum."""

    payment_id: str
    noted: NotedDispute
    at: datetime


class DisputeLog(Protocol):
    """Changes of disputes, for whoever wants to react; nothing in it changes."""

    def add(self, change: DisputeChange) -> bool:
        """Note a change; False: it was noted before."""
