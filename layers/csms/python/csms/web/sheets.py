"""Tables for spreadsheets: CSV and XLSX of the same cells."""

import csv
import io
from collections.abc import Sequence
from decimal import Decimal

type CellValue = str | int | Decimal | float | None

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A spreadsheet takes text that begins so for a formula (OWASP, CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(head: Sequence[str], rows: Sequence[Sequence[CellValue]]) -> bytes:
    """With a mark of UTF-8, without which Excel reads another encoding."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows([_harmless(one) for one in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(head: Sequence[str], rows: Sequence[Sequence[CellValue]]) -> bytes:
    """One sheet with a head that stays in view. The library is loaded by the first one."""
    import xlsxwriter  # noqa: PLC0415  who asks for JSON need not load it

    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 0)
    for column, title in enumerate(head):
        sheet.write_string(0, column, title, book.add_format({"bold": True}))
        sheet.set_column(column, column, max(12, len(title) + 2))
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(number, column, value)
            elif value is not None:
                sheet.write_number(number, column, float(value))
    book.close()
    return written.getvalue()


def _harmless(value: CellValue) -> CellValue:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
