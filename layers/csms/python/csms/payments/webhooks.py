"""What providers tell by themselves: noted once, handed on, and worked on by a fresh look."""

from dataclasses import dataclass

from csms.clock import Clock
from csms.payments.ports import PaymentChecks, ProviderEvents

# Of a payment, its charge, its refund or a dispute: all of them mean "look at that payment".
_SUBJECTS = ("payment_intent.", "charge.", "refund.")
_DISPUTES = "charge.dispute."


@dataclass(frozen=True, slots=True)
class Told:
    """An event of a provider: only what it is about; what it says may be old."""

    event_id: str
    kind: str
    provider_id: str  # of the payment at the provider
    payment_id: str | None = None  # ours, if the provider's object carries it


@dataclass(frozen=True, slots=True)
class Hearing:
    """What hearing an event needs."""

    events: ProviderEvents
    checks: PaymentChecks
    clock: Clock


def hear(provider: str, told: Told, needs: Hearing) -> bool:
    """Hand an event on, once; False: it is about nothing of ours, or was handed on before.

    A crash before the hand-over leaves it unmarked, and the provider's repeat hands it on.
    """
    if not told.kind.startswith(_SUBJECTS):
        return False
    if not needs.events.note(provider, told.event_id, needs.clock()):
        return False
    disputed = told.kind.startswith(_DISPUTES)
    needs.checks.request(told.payment_id, told.provider_id, disputed=disputed)
    needs.events.handed_on(provider, told.event_id)
    return True
