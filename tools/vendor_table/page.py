"""Where the tables stand in the page."""

import re
from pathlib import Path

from vendor_table.tables import makers, quirks

PAGE = Path(__file__).parents[2] / "docs" / "vendors.md"
TABLES = {"makers": makers, "quirks": quirks}


def with_tables(text: str) -> str:
    """The page with the tables as the makers' files say them."""
    for name, table in TABLES.items():
        begin, end = f"<!-- {name}: python -m vendor_table -->", f"<!-- end of {name} -->"
        pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
        found = f"{begin}\n\n{table()}\n{end}"
        text = pattern.sub(lambda _, found=found: found, text)  # type: ignore[misc]
    return text
