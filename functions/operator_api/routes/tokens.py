"""Tokens: what a station presents to identify who charges."""

from http import HTTPStatus

from fastapi import APIRouter, Response

from csms.drivers.model import Token, TokenType, normal_token_id
from csms.errors import NotFound
from csms.web.fields import Identifier
from csms.web.needs import Needs
from operator_api.schemas.directory import TokenIn, TokenView, token_view

router = APIRouter(prefix="/tokens")


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
