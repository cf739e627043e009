"""Labels with QR codes: 60 x 80 mm."""

from io import BytesIO

from reportlab.graphics import renderPDF, renderSVG
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing, Group, String
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from csms.adapters.pdf.styles import BOLD, REGULAR, register_fonts
from csms.stations.labels import Label

WIDE, HIGH, CODE = 60 * mm, 80 * mm, 50 * mm
# A longer name is cut: who stands before the station knows where they are.
LONGEST_NAME = 28


class ReportlabLabels:
    """LabelPrinter with reportlab."""

    def svg(self, label: Label) -> bytes:
        """See the port."""
        register_fonts()
        drawn: str = renderSVG.drawToString(_drawing(label))
        return drawn.encode()

    def pdf(self, labels: list[Label]) -> bytes:
        """See the port."""
        register_fonts()
        page = BytesIO()
        canvas = Canvas(page, pagesize=(WIDE, HIGH), invariant=1)
        canvas.setTitle(labels[0].station_id)
        for label in labels:
            renderPDF.draw(_drawing(label), canvas, 0, 0)
            canvas.showPage()
        canvas.save()
        return page.getvalue()


def _drawing(label: Label) -> Drawing:
    """The code with the quiet zone of four modules that scanners want."""
    code = QrCodeWidget(label.link, barLevel="M", barBorder=4)
    left, _, right, _ = code.getBounds()
    scale = CODE / (right - left)
    drawing, middle = Drawing(WIDE, HIGH), WIDE / 2
    drawing.add(
        Group(code, transform=(scale, 0, 0, scale, (WIDE - CODE) / 2, HIGH - CODE - 4 * mm))
    )
    for text, high, font, size in (
        (label.name[:LONGEST_NAME], 17 * mm, BOLD, 12),
        (f"{label.station_id} / {label.evse_id}", 9 * mm, REGULAR, 9),
    ):
        drawing.add(String(middle, high, text, fontName=font, fontSize=size, textAnchor="middle"))
    return drawing
