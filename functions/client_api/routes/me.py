"""The signed-in driver."""

from fastapi import APIRouter

from client_api.schemas.me import BalanceView, MeView
from csms.drivers.app_tokens import app_token_id
from csms.ledger import chart
from csms.money import Money
from csms.web.authentication import SignedIn
from csms.web.fields import money_view
from csms.web.needs import Ledger, Needs

# Shown with a balance of nothing in a network without tariffs.
FALLBACK_CURRENCY = "EUR"
router = APIRouter(prefix="/me")


@router.get("", summary="Get who is signed in")
def get_me(caller: SignedIn, needs: Needs) -> MeView:
    """The driver; the name that the operator gave comes before that of the login."""
    driver = needs.drivers.get(caller.subject)
    return MeView(
        driver_id=caller.subject,
        display_name=(driver.display_name if driver else None) or caller.name,
        email=caller.email,
        token_id=app_token_id(caller.subject),
    )


@router.get("/balance", summary="Get the balance")
def get_balance(caller: SignedIn, needs: Needs, ledger: Ledger) -> BalanceView:
    """What is there, what is held for running sessions, and what is owed."""
    wallet = ledger.balances(chart.wallet(caller.subject))
    receivable = ledger.balances(chart.receivable(caller.subject))
    account = wallet or receivable
    currency = account.currency if account else needs.assignments.currency() or FALLBACK_CURRENCY
    posted, held, available, owed = (
        money_view(Money(minor, currency))
        for minor in (
            wallet.posted_minor if wallet else 0,
            wallet.held_minor if wallet else 0,
            wallet.available_minor if wallet else 0,
            -receivable.posted_minor if receivable else 0,
        )
    )
    return BalanceView(posted=posted, held=held, available=available, owed=owed)
