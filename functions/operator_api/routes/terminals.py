"""Payment terminals: what they serve, and their keys."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Path

from csms import bootstrap
from csms.errors import NotFound
from csms.terminals.registry import (
    Terminal,
    TerminalRepository,
    described,
    new_key,
    without_key,
)
from csms.web.fields import Identifier
from csms.web.needs import Needs
from csms.web.pagination import Page, PagingQuery
from operator_api.schemas.terminals import NewKeyView, TerminalIn, TerminalView, terminal_view

router = APIRouter(prefix="/terminals")
TerminalId = Annotated[str, Path(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$", examples=["T-1"])]


def _terminals() -> TerminalRepository:
    return bootstrap.terminals()


Terminals = Annotated[TerminalRepository, Depends(_terminals)]


@router.get("", summary="List terminals")
def list_terminals(terminals: Terminals, paging: PagingQuery) -> Page[TerminalView]:
    """In a stable order."""
    return paging.page(terminals.page, terminal_view, "terminals")


@router.get("/{terminal_id}", summary="Get a terminal")
def get_terminal(terminal_id: TerminalId, terminals: Terminals) -> TerminalView:
    """What it serves, and since when its keys are good."""
    return terminal_view(_known(terminal_id, terminals))


@router.put("/{terminal_id}", summary="Register or change a terminal")
def put_terminal(terminal_id: TerminalId, wanted: TerminalIn, terminals: Terminals) -> TerminalView:
    """Its keys stay. Without one it can do nothing: POST its keys."""
    evses = [one.evse() for one in wanted.evses]
    return terminal_view(described(terminal_id, wanted.name, evses, terminals))


@router.delete("/{terminal_id}", summary="Forget a terminal", status_code=HTTPStatus.NO_CONTENT)
def delete_terminal(terminal_id: TerminalId, terminals: Terminals) -> None:
    """Its keys are refused from then on; what it has reserved is settled all the same."""
    terminals.delete(terminal_id)


@router.post(
    "/{terminal_id}/keys", summary="Make a key for a terminal", status_code=HTTPStatus.CREATED
)
def create_key(terminal_id: TerminalId, terminals: Terminals, needs: Needs) -> NewKeyView:
    """Shown this once. Keys from before stay good for a day: time to change them over."""
    key = new_key(_known(terminal_id, terminals), needs.clock(), terminals)
    return NewKeyView(key=key, terminal=terminal_view(_known(terminal_id, terminals)))


@router.delete("/{terminal_id}/keys/{key_id}", summary="Refuse a terminal's key from now on")
def delete_key(terminal_id: TerminalId, key_id: Identifier, terminals: Terminals) -> TerminalView:
    """At once; a key that is gone already is gone."""
    return terminal_view(without_key(_known(terminal_id, terminals), key_id, terminals))


def _known(terminal_id: str, terminals: TerminalRepository) -> Terminal:
    terminal = terminals.get(terminal_id)
    if terminal is None:
        raise NotFound(f"Terminal {terminal_id} is not registered: PUT it first.")
    return terminal
