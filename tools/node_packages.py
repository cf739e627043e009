"""The dashboard: its packages from npm, and the files that Vite builds with them."""

import hashlib
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_SOURCES = ("src", "public")
_OLDEST_NODE = (20, 19)
_MISSING = """\
Node.js {needed} or newer, with npm, was not found{found}. The dashboard is built with it. Either
  * install it so that `node` and `npm` are on PATH (Debian 13, Ubuntu 25.10: nodejs and npm), or
  * unpack a release of Node.js and put its bin folder on PATH."""


@dataclass(frozen=True)
class NodePackages:
    """`dashboard/node_modules` and `dashboard/dist`; `folder` remembers what they were made of."""

    folder: Path
    source: Path

    def fingerprint(self) -> str:
        """Two lines: of the packages, and of what is built with them."""
        built = hashlib.sha256()
        for path in self._built_from():
            built.update(f"{path.relative_to(self.source)}\n".encode() + path.read_bytes())
        return f"{self._packages()}\n{built.hexdigest()}"

    def is_current(self) -> bool:
        built = self.source / "dist" / "index.html"
        return self._are_installed() and built.exists() and self._stamp() == self.fingerprint()

    def steps(self, _uv: str) -> list[list[str]]:
        _find_node()
        npm = ["npm", "--prefix", str(self.source)]
        install = [] if self._are_installed() else [[*npm, "ci"]]
        return [*install, [*npm, "run", "build"]]

    def _are_installed(self) -> bool:
        is_there = (self.source / "node_modules" / ".package-lock.json").exists()
        return is_there and self._stamp().partition("\n")[0] == self._packages()

    def _stamp(self) -> str:
        stamp = self.folder / "stamp"
        return stamp.read_text() if stamp.exists() else ""

    def _packages(self) -> str:
        files = [self.source / name for name in ("package.json", "package-lock.json", ".npmrc")]
        digest = hashlib.sha256(b"\0".join(one.read_bytes() for one in files))
        digest.update(str(self.source).encode())
        return digest.hexdigest()

    def _built_from(self) -> Iterator[Path]:
        for name in ("index.html", "vite.config.ts"):
            yield self.source / name
        for name in _SOURCES:
            yield from sorted(one for one in (self.source / name).rglob("*") if one.is_file())


def _find_node() -> None:
    """Says what to install when Node.js is missing or too old."""
    node = shutil.which("node")
    version = ""
    if node and shutil.which("npm"):
        version = subprocess.run(
            [node, "--version"], check=False, capture_output=True, text=True
        ).stdout.strip()
        numbers = version.removeprefix("v").split(".")[:2]
        if all(one.isdigit() for one in numbers) and tuple(map(int, numbers)) >= _OLDEST_NODE:
            return
    needed = ".".join(map(str, _OLDEST_NODE))
    raise SystemExit(_MISSING.format(needed=needed, found=f" (but {version})" if version else ""))
