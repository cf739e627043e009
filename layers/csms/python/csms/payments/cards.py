"""Saved cards and the standing order of a driver: what is kept of them here."""

from dataclasses import dataclass
from datetime import datetime

from csms.money import Money


@dataclass(frozen=True, slots=True)
class SavedMethod:
    """A saved payment method, as the provider shows it."""

    method_id: str
    brand: str
    last4: str
    expires: str  # YYYY-MM, as printed on the card


@dataclass(frozen=True, slots=True)
class SetupStep:
    """What the app needs to have the driver save a card at the provider."""

    setup_id: str
    status: str
    client_secret: str | None
    next_action_url: str | None


@dataclass(frozen=True, slots=True)
class AutoTopUp:
    """Top up by `amount` with a saved card whenever less than `threshold` is available."""

    threshold: Money
    amount: Money
    method_id: str
    agreed_at: datetime  # the mandate: when the driver said so
    enabled: bool = True
    stopped_because: str | None = None  # the provider's code, when a charge was declined


@dataclass(frozen=True, slots=True)
class PayerProfile:
    """A driver at the payment provider. `auto_count` numbers the automatic top-ups."""

    driver_id: str
    version: int = 0
    customer_id: str | None = None
    auto_top_up: AutoTopUp | None = None
    auto_count: int = 0
