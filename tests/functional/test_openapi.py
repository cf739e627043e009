"""The OpenAPI documents say what the APIs do."""

from __future__ import annotations

import json
import re

import pytest

from openapi.documents import APPS, FOLDER, text_of


@pytest.mark.parametrize("name", APPS)
def test_document_is_current(name: str) -> None:
    stored = (FOLDER / name).read_text(encoding="utf-8")
    assert stored == text_of(APPS[name]), "run: python -m openapi"


@pytest.mark.parametrize("name", APPS)
def test_document_is_complete(name: str) -> None:
    text = text_of(APPS[name])
    document = json.loads(text)
    for section, component in re.findall(r'"#/(?!components/)|"#/components/(\w+)/(\w+)"', text):
        assert component in document["components"][section]
    for operations in document["paths"].values():
        for operation in operations.values():
            assert operation["summary"]
            assert operation["description"]
            assert operation["tags"]
            assert operation["responses"]["default"] == {"$ref": "#/components/responses/Problem"}


@pytest.mark.parametrize("name", APPS)
def test_operations_have_names_of_their_own(name: str) -> None:
    paths = json.loads(text_of(APPS[name]))["paths"]
    names = [operation["operationId"] for path in paths.values() for operation in path.values()]
    assert len(set(names)) == len(names)
