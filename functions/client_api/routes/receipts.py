"""Receipts by link: for who paid at a terminal, or scans the code on the paper."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from csms.errors import NotFound
from csms.web.documents import DocumentView
from csms.web.needs import Documents
from csms.web.printing import ANSWERS, Printed

router = APIRouter(prefix="/receipts")
Token = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{32}$", description="Of a receipt's `link`")]


@router.get(
    "/{token}",
    summary="Open a receipt by its link",
    response_model=DocumentView,
    responses=ANSWERS,
    openapi_extra={"security": []},
)
def open_receipt(token: Token, documents: Documents, printed: Printed) -> DocumentView | Response:
    """No sign-in: the link cannot be guessed. A browser gets the PDF."""
    found = documents.by_token(token)
    if found is None:
        raise NotFound("This link opens no receipt: take it from the receipt itself.")
    return printed.answer(found)
