"""`python -m wire_types`: write `csms/ocpp/<version>/wire.py`; `--check` only compares."""

import argparse
import sys
from pathlib import Path

from wire_types.generation import module_text

CSMS = Path(__file__).parents[2] / "layers/csms/python/csms/ocpp"
VERSIONS = {"v16": "1.6", "v201": "2.0.1", "v21": "2.1"}


def main() -> int:
    """Write or compare; 1 if a file is not current."""
    parser = argparse.ArgumentParser(prog="wire_types", description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    check = parser.parse_args().check
    stale = [name for name in VERSIONS if not _write_or_compare(name, check)]
    for name in stale:
        print(f"csms/ocpp/{name}/wire.py is not current: run python -m wire_types")
    return 1 if stale else 0


def _write_or_compare(version: str, check: bool) -> bool:
    target, text = CSMS / version / "wire.py", module_text(version, VERSIONS[version])
    if check:
        return target.exists() and target.read_text(encoding="utf-8") == text
    target.write_text(text, encoding="utf-8")
    return True


if __name__ == "__main__":
    sys.exit(main())
