"""`python tools/browser.py`: sees to a Chromium for the tests of the dashboard, for `make test`.

Debian's package, by apt-get, where that is possible without asking; else it says what to install.
Standard library only.
"""

import os
import shutil
import subprocess
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
_LOG = Path(__file__).resolve().parent.parent / ".tools" / "logs" / "chromium.log"
_MISSING = """\
The tests of the dashboard need Chromium, and it was not found on PATH under any of
  {names}.
Debian and its derivatives: apt-get install chromium"""


def find_browser() -> str | None:
    """The path of the first browser that is there."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def install() -> None:
    print("set-up: installing Debian's package chromium", flush=True)
    _LOG.parent.mkdir(parents=True, exist_ok=True)
    quietly = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    with _LOG.open("wb") as log:
        for arguments in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
            subprocess.run(
                ["apt-get", "-q", *arguments],
                stdout=log,
                stderr=subprocess.STDOUT,
                env=quietly,
                check=False,  # what counts is whether there is a browser in the end
            )


def main() -> None:
    if find_browser() is None and shutil.which("apt-get") and os.geteuid() == 0:
        install()
    if find_browser() is None:
        log = f"\nWhat apt-get said: {_LOG}" if _LOG.exists() else ""
        raise SystemExit(_MISSING.format(names=", ".join(NAMES)) + log)


if __name__ == "__main__":
    main()
