"""Small pieces of a page: paragraphs of plain text, rows of labels, a QR code."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, Table, TableStyle

from csms.adapters.pdf.styles import BODY, LABEL

Rows = Sequence[Sequence[Any]]
FLUSH: list[Any] = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
]


def text(content: object, style: ParagraphStyle = BODY) -> Paragraph:
    """Plain text: nothing in it is markup, line breaks stay."""
    return Paragraph(escape(str(content)).replace("\n", "<br/>"), style)


def lines(content: Iterable[str | None], style: ParagraphStyle = BODY) -> Paragraph:
    """One under the other; what is not known is left out."""
    return text("\n".join(one for one in content if one), style)


def grid(rows: Rows, widths: Sequence[float], *more: Any) -> Table:
    """A table without padding; `more` are reportlab's style commands."""
    return Table(rows, colWidths=widths, style=TableStyle([*FLUSH, *more]), hAlign="LEFT")


def labelled(pairs: Iterable[tuple[str, str | None]], widths: Sequence[float]) -> Table | None:
    """Labels with their values; None if nothing is known."""
    rows = [[text(name, LABEL), text(one)] for name, one in pairs if one]
    return grid(rows, widths) if rows else None


def qr_code(content: str, size: float) -> Drawing:
    """A QR code of vectors (ISO/IEC 18004, level M)."""
    widget = QrCodeWidget(content, barLevel="M", barBorder=0)
    left, bottom, right, top = widget.getBounds()
    scale = size / max(right - left, top - bottom)
    drawing = Drawing(size, size, transform=[scale, 0, 0, scale, 0, 0], hAlign="RIGHT")
    drawing.add(widget)
    return drawing
