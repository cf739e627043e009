"""A document as PDF: the same bytes for the same document, language and link."""

from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Spacer

from csms.adapters.pdf.amounts import line_table, totals
from csms.adapters.pdf.explanations import explanations
from csms.adapters.pdf.head import WIDE, head, where_and_when
from csms.adapters.pdf.pages import numbered_canvas
from csms.adapters.pdf.pieces import text
from csms.adapters.pdf.styles import MARGIN, STRONG, register_fonts
from csms.receipts.content import Content
from csms.receipts.document import Document
from csms.receipts.language import Language
from csms.receipts.sentences import why

FOOT = 34 * mm


class PdfRenderer:
    """DocumentRenderer with reportlab."""

    def render(self, document: Document, language_code: str, link: str | None) -> bytes:
        """See the port."""
        register_fonts()
        language, page = Language(language_code), BytesIO()
        template = BaseDocTemplate(
            page, pagesize=A4, invariant=1, lang=language_code, **_facts(document, language)
        )
        frame = Frame(MARGIN, FOOT, WIDE, A4[1] - FOOT - 16 * mm, 0, 0, 0, 0)
        template.addPageTemplates(PageTemplate(frames=[frame]))
        canvas: type[Canvas] = numbered_canvas(document, language)
        template.build(_story(document, language, link), canvasmaker=canvas)
        return page.getvalue()


def _facts(document: Document, language: Language) -> dict[str, Any]:
    """The metadata, which readers of screens tell first."""
    content = document.content
    subject = "subject_reserved" if content.reserved else "subject"
    return {
        "title": f"{language.say(document.kind.value)} {document.number}",
        "author": content.issuer.name or language.say("unknown_issuer"),
        "subject": language.say(subject, station=content.place.station_id),
        "creator": "Stationmaster",
        "displayDocTitle": 1,
    }


def _story(document: Document, language: Language, link: str | None) -> list[Any]:
    content, gap = document.content, Spacer(0, 5 * mm)
    story = [*head(document, language, link), gap, where_and_when(document, language), gap]
    for one in _corrects(document, language):
        story += [text(one, STRONG), Spacer(0, 2 * mm)]
    if content.lines:
        story += [line_table(content, language), Spacer(0, 3 * mm)]
    if content.currency and content.lines:
        story.append(totals(document, language))
    else:
        story.append(text(language.say("free" if _delivered(content) else "nothing"), STRONG))
    return [*story, *explanations(document, language)]


def _delivered(content: Content) -> bool:
    return content.energy is not None and content.energy.energy_wh > 0


def _corrects(document: Document, language: Language) -> list[str]:
    """Of what corrects a receipt: which one, and why."""
    content, original = document.content, document.content.original
    if original is None:
        return []
    date = language.date(original.issued_at, content.place.time_zone)
    amount = language.money(original.gross_minor, content.currency or "")
    return [
        language.say("original", number=original.number, date=date, amount=amount),
        f"{language.say('reason')}: {why(original, language)}",
    ]
