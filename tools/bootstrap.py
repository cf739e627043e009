"""Makes the tool environments when they are missing or out of date, then becomes the command given.

Standard library only: it runs before anything is installed.
"""

import fcntl
import os
import shutil
import sys
import time
from pathlib import Path
from typing import TextIO

from environments import ENVIRONMENTS, PROJECT, ROOT, TOOLS, Prepared
from local_stack.processes import Child, Interrupted, Supervisor

LOGS = TOOLS / "logs"
UV_VERSION = "0.13.9"


def find_uv(supervisor: Supervisor) -> str:
    """The uv on PATH, or else one of our own."""
    found = shutil.which("uv")
    if found:
        return found
    own = TOOLS / "uv" / "bin" / "uv"
    if not own.exists():
        say(f"installing uv {UV_VERSION} into .tools/uv")
        log = LOGS / "uv.log"
        run(supervisor, [sys.executable, "-m", "venv", str(TOOLS / "uv")], log)
        pip = [str(TOOLS / "uv" / "bin" / "python"), "-m", "pip", "install", "--quiet"]
        run(supervisor, [*pip, f"uv=={UV_VERSION}"], log)
    return str(own)


def say(text: str) -> None:
    print(f"set-up: {text}", flush=True)


def run(supervisor: Supervisor, command: list[str], log: Path) -> None:
    finish(supervisor, supervisor.spawn(command, log=log), command)


def finish(supervisor: Supervisor, child: Child, command: list[str]) -> None:
    if supervisor.wait(child) != 0:
        print(child.log.read_text(errors="replace")[-4000:], file=sys.stderr)
        raise SystemExit(f"set-up failed: {' '.join(command)}\nThe whole log: {child.log}")


def fill(supervisor: Supervisor, environments: list[Prepared]) -> None:
    """Fills all environments at the same time, each step after the one before."""
    os.environ["UV_PYTHON_DOWNLOADS"] = "never"
    uv = find_uv(supervisor)
    work = {one: one.steps(uv) for one in environments}
    while any(work.values()):
        wave = [(steps.pop(0), one) for one, steps in work.items() if steps]
        children = [
            (supervisor.spawn(step, log=LOGS / f"{one.folder.name.strip('.')}.log"), step)
            for step, one in wave
        ]
        for child, step in children:
            finish(supervisor, child, step)
    for one in environments:
        one.folder.mkdir(parents=True, exist_ok=True)
        (one.folder / "stamp").write_text(one.fingerprint())


def main() -> None:
    LOGS.mkdir(parents=True, exist_ok=True)
    with (TOOLS / "lock").open("w") as lock:
        try:
            with Supervisor() as supervisor:
                supervisor.wait_until(lambda: is_ours(lock), seconds=float("inf"))
                update(supervisor)
        except Interrupted:
            raise SystemExit(130) from None
    if len(sys.argv) > 1:
        python = str(PROJECT.python)
        os.execv(python, [python, *sys.argv[1:]])  # becoming it leaves no parent behind


def is_ours(lock: TextIO) -> bool:
    """Whether no other make is installing the same tools."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def update(supervisor: Supervisor) -> None:
    stale = [one for one in ENVIRONMENTS if not one.is_current()]
    if not stale:
        return
    started = time.monotonic()
    say("preparing " + ", ".join(str(one.folder.relative_to(ROOT)) for one in stale))
    fill(supervisor, stale)
    say(f"done in {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
