"""Saved cards of a driver. The provider keeps them; here is only which customer the driver is."""

from dataclasses import dataclass, replace

from csms.errors import NotFound, Overtaken
from csms.payments.cards import SavedMethod, SetupStep
from csms.payments.ports import PaymentRepository
from csms.payments.provider import CardVault


@dataclass(frozen=True, slots=True)
class Cards:
    """What the use cases of saved cards need."""

    payments: PaymentRepository
    vault: CardVault


def customer_of(driver_id: str, needs: Cards) -> str:
    """The provider's customer for a driver, made on first use. Unavailable: try again."""
    profile = needs.payments.profile(driver_id)
    if profile.customer_id is not None:
        return profile.customer_id
    made = needs.vault.customer(driver_id)
    try:
        needs.payments.save_profile(replace(profile, customer_id=made))
    except Overtaken:
        return needs.payments.profile(driver_id).customer_id or made
    return made


def begin_to_save(driver_id: str, key: str, needs: Cards) -> SetupStep:
    """The first step; the driver's app does the rest with the provider alone."""
    return needs.vault.begin_setup(customer_of(driver_id, needs), key)


def saved_cards(driver_id: str, needs: Cards) -> list[SavedMethod]:
    """The driver's saved cards."""
    customer_id = needs.payments.profile(driver_id).customer_id
    return needs.vault.methods(customer_id) if customer_id else []


def own_card(driver_id: str, method_id: str, needs: Cards) -> SavedMethod:
    """One of the driver's own cards; another's is as unknown as none."""
    found = [one for one in saved_cards(driver_id, needs) if one.method_id == method_id]
    if not found:
        raise NotFound(f"You have no payment method {method_id}: see GET /me/payment-methods.")
    return found[0]


def forget_card(driver_id: str, method_id: str, needs: Cards) -> None:
    """Remove a card, and a standing order that uses it."""
    own_card(driver_id, method_id, needs)
    profile = needs.payments.profile(driver_id)
    if profile.auto_top_up and profile.auto_top_up.method_id == method_id:
        needs.payments.save_profile(replace(profile, auto_top_up=None))
    needs.vault.forget(method_id)
