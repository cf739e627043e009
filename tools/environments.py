"""The environments that the project keeps: for Python, and for the dashboard."""

import hashlib
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from node_packages import NodePackages

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".tools"


class Prepared(Protocol):
    """Something that is made when it is missing or out of date."""

    @property
    def folder(self) -> Path:
        """Keeps the `stamp`, the fingerprint of what it was made of."""

    def fingerprint(self) -> str: ...

    def is_current(self) -> bool: ...

    def steps(self, uv: str) -> list[list[str]]:
        """Commands, each to be run after the one before."""


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
        return self.python.exists() and stamp.exists() and stamp.read_text() == self.fingerprint()

    def steps(self, uv: str) -> list[list[str]]:
        pip = [uv, "--quiet", "pip"]
        target = ["--python", str(self.python)]
        venv = [uv, "--quiet", "venv", "--allow-existing"]
        steps = [[*pip, "sync", "--require-hashes", *target, str(self.requirements)]]
        if not self.python.exists():
            steps.insert(0, [*venv, "--python", sys.executable, str(self.folder)])
        if self.editable:
            install = ["install", "--no-deps", "--no-build-isolation", *target, "-e", str(ROOT)]
            steps.append([*pip, *install])
        return steps


PROJECT = Environment(ROOT / ".venv", ROOT / "requirements" / "dev.txt", editable=True)
ENVIRONMENTS: tuple[Prepared, ...] = (
    PROJECT,
    Environment(TOOLS / "emulator", ROOT / "requirements" / "emulator.txt"),
    Environment(TOOLS / "sam", ROOT / "requirements" / "sam.txt"),
    Environment(TOOLS / "localstripe", ROOT / "requirements" / "localstripe.txt"),
    NodePackages(TOOLS / "dashboard", ROOT / "dashboard"),
)
