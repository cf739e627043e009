"""A second stack has a folder of its own: the tools around it look there."""

from pathlib import Path

import pytest

from local_stack import station_certificate
from station_simulator import arguments


@pytest.mark.parametrize("mode", [[], ["demo"]])
@pytest.mark.parametrize(("folder", "file"), [("", ".local"), ("/srv/second", "/srv/second")])
def test_the_simulator_finds_the_stack_of_the_folder(
    monkeypatch: pytest.MonkeyPatch, mode: list[str], folder: str, file: str
) -> None:
    monkeypatch.setenv("LOCAL_DIR", folder)
    assert arguments.parser(None).parse_args(mode).file == Path(file, "stack.json")


def test_a_stations_certificate_is_of_the_stack_of_the_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LOCAL_DIR", str(tmp_path))
    monkeypatch.setattr("sys.argv", ["station_certificate", "CP7"])
    station_certificate.main()
    assert {"CP7.pem", "CP7.key"} <= {one.name for one in (tmp_path / "tls").iterdir()}
