"""Frame files: one for each maker, `tests/vendors/frames/<key>.jsonl`, a frame on a line.

`given` is what stands before the frame, `expect` what must follow from it: CONTRIBUTING.md.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FRAMES = Path(__file__).parent / "frames"
EXPECTATIONS = {
    "anomalies",
    "boot",
    "command",
    "configuration",
    "connector",
    "connectors",
    "counts",
    "event",
    "idle_readings",
    "normalised",
    "orphans",
    "profile",
    "reply",
    "result",
    "session",
    "sessions",
}
FIDELITIES = {"verbatim", "reserialized", "truncated", "constructed"}


@dataclass(frozen=True)
class FrameCase:
    """A line of a frame file; `text` is the frame as it came."""

    vendor: str
    line: int
    quirk_id: str
    text: str
    ocpp: str = "1.6J"
    given: dict[str, Any] = field(default_factory=dict)
    expect: dict[str, Any] = field(default_factory=dict)
    source: str = ""
    fidelity: str = "constructed"
    quirk: str = ""

    @property
    def protocol(self) -> str:
        """The sub-protocol."""
        return "ocpp" + self.ocpp.removesuffix("J")

    @property
    def name(self) -> str:
        """For the report of a test."""
        return f"{self.vendor}-{self.quirk_id}-{self.line}"


def frame_cases() -> list[FrameCase]:
    """Every line of every file."""
    return [case for path in sorted(FRAMES.glob("*.jsonl")) for case in cases_of(path)]


def cases_of(path: Path) -> list[FrameCase]:
    """The lines of a file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_case(path.stem, number, json.loads(line)) for number, line in enumerate(lines, 1)]


def _case(vendor: str, number: int, line: dict[str, Any]) -> FrameCase:
    raw, frame = line.pop("raw", None), line.pop("frame", None)
    text = raw if raw is not None else json.dumps(frame, ensure_ascii=False)
    return FrameCase(vendor.replace("_", "-"), number, text=text, **line)


def included(expected: Any, found: Any) -> bool:
    """Whether everything that is expected is there; lists hold at least what is expected.

    An empty list means none at all.
    """
    if isinstance(expected, dict):
        return isinstance(found, dict) and all(
            (name not in found) if one == "absent" else name in found and included(one, found[name])
            for name, one in expected.items()
        )
    if isinstance(expected, list):
        return (
            isinstance(found, list)
            and bool(expected or not found)
            and all(any(included(one, other) for other in found) for one in expected)
        )
    return bool(expected == found)
