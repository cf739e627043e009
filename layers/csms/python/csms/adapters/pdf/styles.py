"""Fonts, colours and paragraph styles of printed documents."""

from functools import cache
from pathlib import Path

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR, BOLD = "NotoSans", "NotoSans-Bold"
INK, FAINT, LINE, ACCENT, SHADE = map(
    HexColor, ("#1d2733", "#66717d", "#d5dbe1", "#0b5d5e", "#f3f6f7")
)
MARGIN = 20 * mm
FOLDER = Path(__file__).parent / "fonts"


@cache
def register_fonts() -> None:
    """Once in a process: parsing takes some milliseconds."""
    for name, file in ((REGULAR, "NotoSans-Regular"), (BOLD, "NotoSans-Bold")):
        pdfmetrics.registerFont(TTFont(name, FOLDER / f"{file}.ttf"))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR)


def _style(name: str, size: float, leading: float, **more: object) -> ParagraphStyle:
    given = {"fontName": REGULAR, "textColor": INK} | more
    return ParagraphStyle(name, fontSize=size, leading=leading, splitLongWords=1, **given)


BODY = _style("body", 9, 12.5)
BODY_RIGHT = _style("body-right", 9, 12.5, alignment=TA_RIGHT)
STRONG = _style("strong", 9, 12.5, fontName=BOLD)
SMALL = _style("small", 7.5, 11, textColor=FAINT)
SMALL_RIGHT = _style("small-right", 7.5, 11, textColor=FAINT, alignment=TA_RIGHT)
LABEL = _style("label", 7.5, 12.5, textColor=FAINT)
LABEL_RIGHT = _style("label-right", 7.5, 12.5, textColor=FAINT, alignment=TA_RIGHT)
SECTION = _style("section", 9, 13, fontName=BOLD, textColor=ACCENT, spaceBefore=9, spaceAfter=2)
ISSUER = _style("issuer", 13, 17, fontName=BOLD, textColor=ACCENT)
TITLE = _style("title", 20, 25, fontName=BOLD)
TOTAL = _style("total", 11.5, 16, fontName=BOLD)
TOTAL_RIGHT = _style("total-right", 11.5, 16, fontName=BOLD, alignment=TA_RIGHT)
