"""Running stacks for the tests that need one."""

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from local_stack.stack_file import Stack

from .make_run import MakeRun


@pytest.fixture
def make_run(tmp_path: Path) -> Iterator[Callable[..., MakeRun]]:
    """Starts runs that are ended with the test, whatever happens."""
    runs: list[MakeRun] = []

    def start(**variables: str) -> MakeRun:
        folder = tmp_path / f"local-{len(runs)}"
        folder.mkdir()
        runs.append(MakeRun(folder, **variables))
        return runs[-1]

    yield start
    for run in runs:
        run.kill()


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The addresses of a running stack, without simulated stations."""
    run = MakeRun(tmp_path_factory.mktemp("stack"))
    try:
        yield run.stack()
        run.send(signal.SIGINT, to="group")
        run.end()
        assert run.leftovers() == []
        assert not (run.folder / "stack.json").exists()
    finally:
        run.kill()
