"""`python -m ocpp_matrix`: write the table in `docs/ocpp.md` anew."""

from ocpp_matrix.page import PAGE, with_matrix

PAGE.write_text(with_matrix(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
print("wrote docs/ocpp.md")
