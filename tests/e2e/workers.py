"""Workers of functions, below the stack that the test has started: stopped, let run, killed."""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from local_stack.stack_file import Stack

SLICE_S = 0.004


@dataclass(frozen=True)
class Worker:
    """A process that runs one function, and how much it had read when it was found."""

    pid: int

    def read_bytes(self) -> int:
        """Grows as soon as it is invoked: events come through its standard input."""
        lines = Path(f"/proc/{self.pid}/io").read_text().splitlines()
        return int(dict(line.split(": ") for line in lines)["rchar"])

    def send(self, signum: signal.Signals) -> None:
        os.kill(self.pid, signum)

    async def run(self, seconds: float) -> None:
        """Let it run for so long, then stop it again."""
        self.send(signal.SIGCONT)
        await asyncio.sleep(seconds)
        self.send(signal.SIGSTOP)


def workers_of(stack: Stack, function: str) -> list[Worker]:
    """Processes of a function (its logical id) of this stack, and of no other."""
    folder = Path(stack["ca_file"]).parent
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            variables = (process / "environ").read_bytes().split(b"\0")
        except OSError:
            continue
        told = dict(one.split(b"=", 1) for one in variables if b"=" in one)
        ours = told.get(b"LOCAL_FUNCTION_LOGS", b"").decode()
        name = told.get(b"AWS_LAMBDA_FUNCTION_NAME", b"").decode().split("-")
        if _below(ours, folder) and len(name) > 1 and name[1] == function:
            found.append(Worker(int(process.name)))
    return found


def _below(logs: str, folder: Path) -> bool:
    return bool(logs) and any(one in Path(logs).parents for one in (folder, folder.parent))


@contextmanager
def stopped(stack: Stack, function: str) -> Iterator[list[Worker]]:
    """The function's workers stand still until the end of the block, or until they are killed."""
    workers = workers_of(stack, function)
    for one in workers:
        one.send(signal.SIGSTOP)
    try:
        yield workers
    finally:
        for one in workers:
            _let_go(one)


def _let_go(worker: Worker) -> None:
    try:
        worker.send(signal.SIGCONT)
    except ProcessLookupError:
        return


async def killed_when(
    stack: Stack, function: str, invoked: Callable[[], Awaitable[bool]], slices: int
) -> None:
    """Kill what runs the function once it is invoked, after so many short slices of its work.

    While it is stopped the stack goes on; after each slice it may have written more.
    """
    with stopped(stack, function) as workers:
        assert workers, f"no worker of {function}: run it once before"
        while not await invoked():
            await asyncio.sleep(0.05)
        for _ in range(slices):
            for one in workers:
                await one.run(SLICE_S)
        for one in workers:
            one.send(signal.SIGKILL)
