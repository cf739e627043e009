"""`python -m vendor_table`: write the tables in `docs/vendors.md` anew."""

from vendor_table.page import PAGE, with_tables

PAGE.write_text(with_tables(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
print("wrote docs/vendors.md")
