"""What stands on every page: the closing words, the legal data, the number of the page."""

from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import KeepInFrame

from csms.adapters.pdf.head import WIDE
from csms.adapters.pdf.pieces import lines, text
from csms.adapters.pdf.styles import FAINT, LINE, MARGIN, REGULAR, SMALL
from csms.receipts.document import Document
from csms.receipts.language import Language


def numbered_canvas(document: Document, language: Language) -> type[Canvas]:
    """A canvas that knows how many pages there are when it draws the foot of the first."""

    class NumberedCanvas(Canvas):  # type: ignore[misc]
        def __init__(self, *arguments: Any, **named: Any) -> None:
            super().__init__(*arguments, **named)
            self._pages: list[dict[str, Any]] = []

        def showPage(self) -> None:
            self._pages.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for number, state in enumerate(self._pages, 1):
                self.__dict__.update(state)
                told = language.say("page", page=number, pages=len(self._pages))
                _draw_foot(self, document, language, told)
                super().showPage()
            super().save()

    return NumberedCanvas


def _draw_foot(canvas: Canvas, document: Document, language: Language, page: str) -> None:
    issuer = document.content.issuer
    canvas.setStrokeColor(LINE)
    canvas.line(MARGIN, 28 * mm, MARGIN + WIDE, 28 * mm)
    vat = f"{language.say('vat_id')} {issuer.vat_id}" if issuer.vat_id else None
    columns = (
        (0, 62, lines([issuer.name, ", ".join(issuer.address)], SMALL)),
        (66, 46, lines([vat, issuer.registration], SMALL)),
        (116, 54, text(issuer.footers.get(language.code, ""), SMALL)),
    )
    for left, width, piece in columns:
        fitted = KeepInFrame(width * mm, 14 * mm, [piece], mode="shrink")
        _, height = fitted.wrapOn(canvas, width * mm, 14 * mm)
        fitted.drawOn(canvas, MARGIN + left * mm, 26.5 * mm - height)
    canvas.setFont(REGULAR, 7.5)
    canvas.setFillColor(FAINT)
    canvas.drawString(MARGIN, 9 * mm, f"{language.say(document.kind.value)} {document.number}")
    canvas.drawRightString(A4[0] - MARGIN, 9 * mm, page)
