"""The ledger: what accounts hold and why. Nothing here changes it."""

from fastapi import APIRouter

from csms.errors import NotFound
from csms.web.fields import Identifier
from csms.web.needs import Holds, Ledger
from csms.web.pagination import Page, PagingQuery
from operator_api.schemas.holds import HoldView, hold_view
from operator_api.schemas.ledger import (
    AccountView,
    EntryView,
    TransferView,
    account_view,
    entry_view,
    transfer_view,
)

router = APIRouter(prefix="/ledger")


@router.get("/accounts/{account_id}", summary="Get an account")
def get_account(account_id: Identifier, ledger: Ledger) -> AccountView:
    """Posted, held and available; docs/money.md has the names of all accounts."""
    balances = ledger.balances(account_id)
    if balances is None:
        raise NotFound(f"Nothing was ever posted to account {account_id}.")
    return account_view(balances)


@router.get("/accounts/{account_id}/entries", summary="Get an account's statement")
def list_account_entries(
    account_id: Identifier, ledger: Ledger, paging: PagingQuery
) -> Page[EntryView]:
    """Newest first; empty if nothing was ever posted."""
    return paging.page(
        lambda limit, cursor: ledger.entries(account_id, limit, cursor),
        entry_view,
        account_id,
    )


@router.get("/entries", summary="List the entries of an account")
def list_entries(account_id: Identifier, ledger: Ledger, paging: PagingQuery) -> Page[EntryView]:
    """The same as the account's statement."""
    return list_account_entries(account_id, ledger, paging)


@router.get("/accounts/{account_id}/holds", summary="List an account's holds")
def list_account_holds(account_id: Identifier, holds: Holds, paging: PagingQuery) -> Page[HoldView]:
    """Newest first, with what became of each."""
    return paging.page(
        lambda limit, cursor: holds.holds_of(account_id, limit, cursor), hold_view, account_id
    )


@router.get("/holds/{hold_id}", summary="Get a hold")
def get_hold(hold_id: Identifier, holds: Holds) -> HoldView:
    """Of a session it is `hld:<session id>`."""
    hold = holds.hold(hold_id)
    if hold is None:
        raise NotFound(f"There is no hold {hold_id}: a session has one from its stop on.")
    return hold_view(hold)


@router.get("/transfers/{transfer_id}", summary="Get a transfer with its legs")
def get_transfer(transfer_id: Identifier, ledger: Ledger) -> TransferView:
    """Of a session's charge it is `chg:<session id>`, of a top-up `top:<the provider's id>`."""
    transfer = ledger.transfer(transfer_id)
    if transfer is None:
        raise NotFound(f"Transfer {transfer_id} was never posted.")
    return transfer_view(transfer)
