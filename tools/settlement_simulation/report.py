"""What a simulation came to, for people and for `bench.json`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from settlement_simulation.running import Result, checks

if TYPE_CHECKING:
    from collections.abc import Iterator


def lines(seed: str, result: Result, wall_s: float) -> Iterator[str]:
    """A table: figures, faults by kind, invariants."""
    per_session = 1000 * result.cpu_s / max(1, result.sessions)
    yield f"{result.sessions} sessions in {result.worlds} worlds, seed {seed}"
    yield f"{wall_s:.0f} s, {result.cpu_s:.0f} s CPU, {per_session:.1f} ms CPU for a session"
    outcomes = ", ".join(f"{count} {name}" for name, count in sorted(result.outcomes.items()))
    yield f"outcomes: {outcomes}"
    yield (
        f"charged {result.charged_minor / 100:.2f} EUR,"
        f" captured by the provider {result.captured_minor / 100:.2f} EUR"
    )
    yield f"faults: {sum(result.faults.values())}"
    for name, count in sorted(result.faults.items()):
        yield f"  {count:9} {name}"
    yield "invariants:"
    for name in checks():
        count = result.violations[name]
        yield f"  {'holds' if not count else f'{count} violations':>14}  {name}"
    for failure in result.failures:
        yield f"  --world {failure.seed}  {failure.found.violation.what}"


def figures(seed: str, result: Result, wall_s: float) -> dict[str, Any]:
    """The same, to be compared by programs."""
    return {
        "seed": seed,
        "sessions": result.sessions,
        "worlds": result.worlds,
        "wall_s": round(wall_s, 1),
        "cpu_s": round(result.cpu_s, 1),
        "outcomes": dict(sorted(result.outcomes.items())),
        "faults": dict(sorted(result.faults.items())),
        "invariants": {name: result.violations[name] for name in checks()},
        "failed_worlds": sorted({failure.seed for failure in result.failures}),
    }
