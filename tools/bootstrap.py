"""Makes the tool environments when they are missing or out of date, then becomes the command given.

Standard library only: it runs before anything is installed.
"""

import hashlib
import os
import shutil
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from local_stack.processes import Child, Interrupted, Supervisor

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".tools"
LOGS = TOOLS / "logs"
UV_VERSION = "0.13.9"


@dataclass(frozen=True)
class Environment:
    """One virtual environment and the pinned requirements it is filled from."""

    folder: Path
    requirements: Path
    editable: bool = False

    @property
    def python(self) -> Path:
        return self.folder / "bin" / "python"

    def fingerprint(self) -> str:
        digest = hashlib.sha256(self.requirements.read_bytes())
        if self.editable:
            digest.update((ROOT / "pyproject.toml").read_bytes())
        digest.update(f"{sys.version_info[:2]} {self.folder}".encode())
        return digest.hexdigest()

    def is_current(self) -> bool:
        stamp = self.folder / "stamp"
        return (
            self.python.exists() and stamp.exists() and stamp.read_text() == self.fingerprint()
        )

    def steps(self, uv: str) -> list[list[str]]:
        pip = [uv, "--quiet", "pip"]
        target = ["--python", str(self.python)]
        steps = [[*pip, "sync", "--require-hashes", *target, str(self.requirements)]]
        if not self.python.exists():
            steps.insert(0, [uv, "--quiet", "venv", "--python", sys.executable, str(self.folder)])
        if self.editable:
            install = ["install", "--no-deps", "--no-build-isolation", *target, "-e", str(ROOT)]
            steps.append([*pip, *install])
        return steps


ENVIRONMENTS = (
    Environment(ROOT / ".venv", ROOT / "requirements" / "dev.txt", editable=True),
    Environment(TOOLS / "emulator", ROOT / "requirements" / "emulator.txt"),
    Environment(TOOLS / "sam", ROOT / "requirements" / "sam.txt"),
)


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


def fill(supervisor: Supervisor, environments: list[Environment]) -> None:
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
        (one.folder / "stamp").write_text(one.fingerprint())


def main() -> None:
    stale = [one for one in ENVIRONMENTS if not one.is_current()]
    if stale:
        started = time.monotonic()
        LOGS.mkdir(parents=True, exist_ok=True)
        say("preparing " + ", ".join(str(one.folder.relative_to(ROOT)) for one in stale))
        try:
            with Supervisor() as supervisor:
                fill(supervisor, stale)
        except Interrupted:
            raise SystemExit(130) from None
        say(f"done in {time.monotonic() - started:.0f} s")
    if len(sys.argv) > 1:
        python = str(ENVIRONMENTS[0].python)
        os.execv(python, [python, *sys.argv[1:]])  # noqa: S606 - becoming it leaves no parent


if __name__ == "__main__":
    main()
