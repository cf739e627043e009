"""The tables of vendors say what the makers' files do."""

from csms.vendors.anomalies import Anomaly
from vendor_table.page import PAGE, with_tables


def test_tables_are_current() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert text == with_tables(text), "run: python -m vendor_table"


def test_every_anomaly_is_explained() -> None:
    text = PAGE.read_text(encoding="utf-8")
    everywhere = text + (PAGE.parent / "meters.md").read_text(encoding="utf-8")
    assert [one for one in Anomaly if f"`{one}`" not in everywhere] == []
