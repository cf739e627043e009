"""The ledger: what accounts hold and why. Nothing here changes it."""

from fastapi import APIRouter

from csms.errors import NotFound
from csms.web.fields import Identifier
from csms.web.needs import Ledger
from csms.web.pagination import Page, PagingQuery
from operator_api.schemas.ledger import AccountView, EntryView, account_view, entry_view

router = APIRouter(prefix="/ledger")


@router.get("/accounts/{account_id}", summary="Get an account")
def get_account(account_id: Identifier, ledger: Ledger) -> AccountView:
    """Of `wallet:<driver>`, `receivable:<driver>`, `revenue:<site>:energy` or `vat:<rate>`."""
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
