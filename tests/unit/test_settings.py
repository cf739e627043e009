import pytest

from csms.settings import Settings, read_settings

TABLES = {
    f"{name}_TABLE": name.lower()
    for name in ("STATIONS", "SESSIONS", "TELEMETRY", "LEDGER", "DIRECTORY")
}


def test_only_the_tables_are_needed() -> None:
    assert read_settings(TABLES) == Settings(
        "stations", "sessions", "telemetry", "ledger", "directory"
    )


def test_numbers_are_read_as_numbers() -> None:
    settings = read_settings(TABLES | {"FINAL_READING_WAIT_SECONDS": "5"})
    assert settings.final_reading_wait_s == 5


def test_missing_table_is_named() -> None:
    with pytest.raises(KeyError, match="LEDGER_TABLE"):
        read_settings({name: value for name, value in TABLES.items() if name != "LEDGER_TABLE"})
