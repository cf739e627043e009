"""Every sample event, through the handler that would receive it."""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from typing import Any

import pytest
from tests.functional.station import CONTEXT
from tests.functional.stations_at_work import connect

FOLDER = Path(__file__).parents[2] / "events"
# The longest fitting beginning of folder/file names the module with the handler.
HANDLERS = {
    "client_api/": "client_api.handler",
    "operator_api/": "operator_api.handler",
}
SAMPLES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.json"))


def handler_of(sample: str) -> Any:
    beginning = max((one for one in HANDLERS if sample.startswith(one)), key=len)
    return importlib.import_module(HANDLERS[beginning]).handler


def test_there_are_samples() -> None:
    assert SAMPLES


@pytest.mark.usefixtures("network")
@pytest.mark.parametrize("sample", SAMPLES)
def test_sample_is_answered(sample: str) -> None:
    connect()
    event = json.loads((FOLDER / sample).read_text(encoding="utf-8"))
    answer = handler_of(sample)(event, CONTEXT)
    assert answer["statusCode"] < 400, answer
