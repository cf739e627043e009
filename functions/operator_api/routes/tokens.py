"""Tokens: what a station presents to identify who charges."""

from http import HTTPStatus

from fastapi import APIRouter, Response

from csms.drivers.model import Token, TokenType, normal_token_id
from csms.errors import NotFound
from csms.web.fields import Identifier
from csms.web.needs import Needs
from csms.web.pagination import Page, PagingQuery
from csms.web.searching import Read, SearchQuery, searched, told_by
from operator_api.schemas.directory import TokenIn, TokenView, token_view

router = APIRouter(prefix="/tokens")


@router.get("", summary="List tokens")
def list_tokens(
    needs: Needs,
    paging: PagingQuery,
    driver_id: Identifier | None = None,
    search: SearchQuery = None,
) -> Page[TokenView]:
    """In a stable order, without those of cards at terminals. Of a search a page may be short, even
    empty: go on while there is a `next`.
    """

    def wanted(one: Token) -> bool:
        return told_by(search, one.token_id, one.driver_id, one.group_id)

    def of_driver(limit: int, cursor: str | None) -> tuple[list[Token], str | None]:
        return needs.tokens.of_driver(driver_id or "", limit, cursor)

    read: Read[Token] = needs.tokens.page if driver_id is None else of_driver
    if search is not None:
        read = searched(read, wanted)
    return paging.page(read, token_view, "tokens", driver_id, search)


@router.get("/{token_id:path}", summary="Get a token")
def get_token(token_id: Identifier, needs: Needs) -> TokenView:
    """A token; letter case does not matter."""
    token = needs.tokens.get(normal_token_id(token_id))
    if token is None:
        raise NotFound(f"Token {token_id} is not known: PUT it first.")
    return token_view(token)


@router.put(
    "/{token_id:path}",
    summary="Register or change a token",
    responses={HTTPStatus.CREATED: {"model": TokenView}},
)
def put_token(token_id: Identifier, wanted: TokenIn, needs: Needs, response: Response) -> TokenView:
    """Replace the record; what was charged with it stays as it was decided."""
    before = needs.tokens.get(normal_token_id(token_id))
    token = Token(
        token_id=normal_token_id(token_id),
        status=wanted.status,
        driver_id=wanted.driver_id,
        group_id=wanted.group_id,
        organisation_id=wanted.organisation_id,
        expires_at=wanted.expires_at,
        concurrent=wanted.concurrent,
        type=wanted.type or (before.type if before else TokenType.ISO14443),
    )
    needs.tokens.put(token)
    response.status_code = HTTPStatus.OK if before else HTTPStatus.CREATED
    return token_view(token)


@router.delete("/{token_id:path}", summary="Forget a token", status_code=HTTPStatus.NO_CONTENT)
def delete_token(token_id: Identifier, needs: Needs) -> None:
    """It is unknown from then on. Forgetting it again does nothing."""
    needs.tokens.delete(normal_token_id(token_id))
