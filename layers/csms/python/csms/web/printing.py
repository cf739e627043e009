"""A document in the form that is asked for: JSON, or PDF for whoever prints or looks at it."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Header, Query, Request, Response

from csms import bootstrap
from csms.receipts.document import PUBLIC_PATH, Document
from csms.receipts.words import chosen
from csms.web.documents import DocumentView, document_view

PDF = "application/pdf"
ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"content": {PDF: {}}, "description": "JSON, or PDF by `Accept` or `format=pdf`"}
}


@dataclass(frozen=True, slots=True)
class Printing:
    """What a caller wants: the form, the language; and where links lead."""

    accept: str
    language: str
    base_url: str
    form: str | None

    def answer(self, document: Document) -> DocumentView | Response:
        """The document, in the form that is wanted."""
        return self.as_pdf(document) if self._wants_pdf else self.view(document)

    def as_pdf(self, document: Document) -> Response:
        """The document as PDF."""
        body = bootstrap.renderer().render(document, self.language, self._link(document))
        headers = {
            "content-disposition": f'inline; filename="{document.number}.pdf"',
            "content-language": self.language,
            "cache-control": "private, max-age=86400",
        }
        return Response(body, media_type=PDF, headers=headers)

    def view(self, document: Document) -> DocumentView:
        """The document as JSON."""
        return document_view(document, self.language, self._link(document))

    def _link(self, document: Document) -> str:
        """Opens it without a sign-in."""
        return f"{self.base_url}{PUBLIC_PATH}{document.token}"

    @property
    def _wants_pdf(self) -> bool:
        """A browser that follows a QR code asks for HTML: it can show a PDF."""
        if self.form is not None:
            return self.form == "pdf"
        wanted = [one.partition(";")[0].strip() for one in self.accept.split(",")]
        return "application/json" not in wanted and bool({PDF, "text/html"} & set(wanted))


def public_url(request: Request) -> str:
    """Where links lead: as the deployment says, else where the request came to."""
    return (bootstrap.settings().public_url or str(request.base_url)).rstrip("/")


def _printing(
    request: Request,
    accept: Annotated[str, Header()] = "application/json",
    accept_language: Annotated[str | None, Header()] = None,
    form: Annotated[
        str | None, Query(alias="format", pattern="^(pdf|json)$", description="Before `Accept`")
    ] = None,
) -> Printing:
    return Printing(accept, chosen(accept_language), public_url(request), form)


Printed = Annotated[Printing, Depends(_printing)]
