"""Where the table stands in the documentation."""

from pathlib import Path

from ocpp_matrix.matrix import table

PAGE = Path(__file__).parents[2] / "docs" / "ocpp.md"
BEGIN, END = "<!-- matrix: python -m ocpp_matrix -->\n", "<!-- end of matrix -->\n"


def with_matrix(text: str) -> str:
    """The page with the table as it is now."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table()}\n{END}{after}"
