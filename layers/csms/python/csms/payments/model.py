"""A payment at a provider: one record, its states, and which of them may follow which."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from csms.errors import Conflict
from csms.money import Money
from csms.payments.disputes import NotedDispute


class PaymentKind(StrEnum):
    """Who is there when the money is asked for."""

    TOP_UP = "top_up"  # the driver, with strong authentication
    AUTO_TOP_UP = "auto_top_up"  # nobody: by the mandate of a saved card
    TERMINAL = "terminal"  # a card at a terminal: reserved now, captured later


class PaymentState(StrEnum):
    """What we know. `*_intended` is written before a call, `*_unknown` when no answer came."""

    INTENDED = "intended"
    INTENDED_UNKNOWN = "intended_unknown"
    AWAITING_CUSTOMER = "awaiting_customer"
    AUTHORIZED = "authorized"
    CAPTURE_INTENDED = "capture_intended"
    CAPTURE_UNKNOWN = "capture_unknown"
    CAPTURED = "captured"
    SHORTFALL = "shortfall"
    RELEASE_INTENDED = "release_intended"
    RELEASE_UNKNOWN = "release_unknown"
    RELEASED = "released"
    EXPIRED = "expired"
    DECLINED = "declined"


S = PaymentState
FINAL = frozenset({S.CAPTURED, S.SHORTFALL, S.RELEASED, S.EXPIRED, S.DECLINED})
PAID = frozenset({S.CAPTURED, S.SHORTFALL})
UNANSWERED = frozenset({S.INTENDED, S.INTENDED_UNKNOWN})
CAPTURING = frozenset({S.CAPTURE_INTENDED, S.CAPTURE_UNKNOWN})
RELEASING = frozenset({S.RELEASE_INTENDED, S.RELEASE_UNKNOWN})
_BEGUN = {S.AWAITING_CUSTOMER, S.AUTHORIZED} | FINAL
# A provider may tell any later truth; what is final stays. No release follows a capture.
FOLLOWS: dict[PaymentState, frozenset[PaymentState]] = {
    S.INTENDED: frozenset({S.INTENDED_UNKNOWN, *_BEGUN}),
    S.INTENDED_UNKNOWN: frozenset({S.INTENDED, *_BEGUN}),
    S.AWAITING_CUSTOMER: frozenset({S.AUTHORIZED, S.RELEASE_INTENDED, *FINAL}),
    S.AUTHORIZED: frozenset({S.CAPTURE_INTENDED, S.RELEASE_INTENDED, *FINAL} - {S.DECLINED}),
    S.CAPTURE_INTENDED: frozenset({S.CAPTURE_UNKNOWN, S.EXPIRED, S.DECLINED, *PAID}),
    S.CAPTURE_UNKNOWN: frozenset({S.CAPTURE_INTENDED, S.EXPIRED, S.DECLINED, *PAID}),
    S.RELEASE_INTENDED: frozenset({S.RELEASE_UNKNOWN, S.RELEASED, S.EXPIRED, *PAID}),
    S.RELEASE_UNKNOWN: frozenset({S.RELEASE_INTENDED, S.RELEASED, S.EXPIRED, *PAID}),
    **dict.fromkeys(FINAL, frozenset()),
}


@dataclass(frozen=True, slots=True)
class Card:
    """All that we ever know of a card."""

    brand: str
    last4: str


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment. Amounts in minor units of `asked.currency`; times by our clock."""

    payment_id: str
    kind: PaymentKind
    asked: Money
    provider: str
    created_at: datetime
    changed_at: datetime
    driver_id: str | None = None
    reference: str | None = None  # of whoever asked: a terminal's own number, a session
    customer_id: str | None = None
    method_id: str | None = None
    save_method: bool = False
    return_url: str | None = None  # a repeated call must say the same, to the letter
    state: PaymentState = PaymentState.INTENDED
    version: int = 1
    generation: int = 1  # of the idempotency key: another one only after a look-up
    intended_at: datetime | None = None  # when the key of this generation was first used
    replayed_fault: bool = False  # the key's stored answer is a fault, for ever
    provider_id: str | None = None
    authorized_minor: int = 0
    captured_minor: int = 0
    wanted_minor: int | None = None  # what the capture was to bring
    expires_at: datetime | None = None  # the provider forgets the authorisation then
    card: Card | None = None
    failure: str | None = None  # the provider's code, e.g. `card_declined`
    booked: bool = False  # the ledger knows what was captured
    disputes: tuple[NotedDispute, ...] = ()
    looks: int = 0  # how often it was looked up since it last changed
    look_at: datetime | None = None  # when to look next; None: nothing is open

    def moved(self, state: PaymentState, now: datetime, **changes: Any) -> "Payment":
        """The payment in another state. Conflict if that may not follow, or breaks the invariant.

        captured <= authorised holds for ever.
        """
        if state != self.state and state not in FOLLOWS[self.state]:
            raise Conflict(f"payment {self.payment_id}: {state} cannot follow {self.state}")
        after = replace(self, state=state, changed_at=now, **changes)
        if not 0 <= after.captured_minor <= after.authorized_minor:
            raise Conflict(f"payment {self.payment_id}: more captured than authorised")
        return after

    @property
    def is_open(self) -> bool:
        """Something is still to be learned or done: the sweeper looks at it."""
        unbooked = self.state in PAID and self.kind != PaymentKind.TERMINAL and not self.booked
        return self.state not in FINAL or unbooked

    @property
    def captured(self) -> Money:
        """What came in."""
        return Money(self.captured_minor, self.asked.currency)

    def key(self, operation: str) -> str:
        """The idempotency key of a call: the same for every attempt of this generation."""
        return f"{self.payment_id}:{operation}:{self.generation}"
