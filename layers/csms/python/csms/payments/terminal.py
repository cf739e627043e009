"""A card at a terminal: an amount is reserved before the cable is plugged in."""

from dataclasses import dataclass
from datetime import datetime

from csms.ids import digest
from csms.money import Money
from csms.payments.asking import Asked, Paying, ask, begun, resumed
from csms.payments.model import Payment, PaymentKind, PaymentState


@dataclass(frozen=True, slots=True)
class TerminalWish:
    """What a terminal asks for; `reference` is its own number of this customer's visit."""

    terminal_id: str
    reference: str
    amount: Money
    method_id: str | None = None  # the provider's name of the card that was read


def authorise_terminal(wish: TerminalWish, needs: Paying) -> Asked:
    """Reserve the amount; the same reference again gets the same authorisation.

    `payment.authorized_minor` says how much it is: a bank may approve less than was asked for.
    """
    stored = begun(_payment(wish, needs.provider.name, needs.clock()), needs)
    fresh = stored.version == 1 and stored.state == PaymentState.INTENDED
    return ask(stored, needs) if fresh else resumed(stored, needs)


def terminal_payment_id(terminal_id: str, reference: str) -> str:
    """The id of the payment of a terminal's customer."""
    return digest("terminal", terminal_id, reference)


def _payment(wish: TerminalWish, provider: str, now: datetime) -> Payment:
    return Payment(
        payment_id=terminal_payment_id(wish.terminal_id, wish.reference),
        kind=PaymentKind.TERMINAL,
        asked=wish.amount,
        provider=provider,
        created_at=now,
        changed_at=now,
        intended_at=now,
        reference=f"{wish.terminal_id}#{wish.reference}",
        method_id=wish.method_id,
    )
