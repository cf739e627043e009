"""`make bench`: CPU and AWS requests per frame, cold start, a price, and very many settlements.

Prints a table and writes bench.json; 1 if an invariant of the settlement did not hold.
"""

import argparse
import json
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.adapter import added_us
from benchmarks.rating import best_ms, rating_ms
from benchmarks.session_rating import rating_of
from benchmarks.settlements import settled
from benchmarks.trails import trail_sizes
from local_stack import embedded_aws
from local_stack.processes import Supervisor
from local_stack.settings import HOST, REGION, Settings

IMPORTED = {
    "socket functions": "import ocpp_gateway.message, ocpp_gateway.authorize",
    "operator API": "import operator_api.handler",
    "client API": "import client_api.handler",
}


def main() -> int:
    """Run everything; the results go to standard output and to a file."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--frames", type=int, default=300, help="frames of each kind (300)")
    parser.add_argument("--sessions", type=int, default=100_000, help="to be settled (100000)")
    parser.add_argument("--seed", default="1", help="of what befalls these (1)")
    parser.add_argument("--out", type=Path, default=Path("bench.json"), help="JSON result")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Supervisor() as supervisor:
        settings = _settings(Path(folder))
        print("starting the embedded AWS", file=sys.stderr)
        emulator = embedded_aws.start(supervisor, settings)
        embedded_aws.wait_until_healthy(supervisor, settings, emulator)
        print(f"{arguments.frames} sessions for each version", file=sys.stderr)
        frames = _measured(supervisor, settings, arguments.frames)
    imports = {name: _import_ms(code) for name, code in IMPORTED.items()}
    adapter, rating = added_us(), rating_ms() | {"a session, rated": best_ms(rating_of(), 5)}
    trails = trail_sizes()
    _show(frames, imports, adapter, rating)
    for readings, one in trails.items():
        print(
            f"running cost after {readings} readings: at most {one['facts']} facts and"
            f" {one['bytes']} bytes on the session, {one['price_ms']} ms CPU"
        )
    result: dict[str, Any] = {"frames": frames, "import_ms": imports}
    result |= {"vendor_layer_us": adapter, "rating_ms": rating, "trails": trails}
    print(f"settling {arguments.sessions} sessions", file=sys.stderr)
    result["settlement"] = settled(arguments.seed, arguments.sessions)
    arguments.out.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    return 1 if any(result["settlement"]["invariants"].values()) else 0


def _settings(folder: Path) -> Settings:
    (folder / "logs").mkdir()
    return Settings(0, 0, 0, _free_port(), 0, demo=False, folder=folder)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _measured(supervisor: Supervisor, settings: Settings, sessions: int) -> list[dict[str, Any]]:
    """In a process of its own, whose log lines go to a file as they do on Lambda."""
    out = settings.folder / "frames.json"
    child = supervisor.spawn(
        [sys.executable, "-m", "benchmarks.frames", str(sessions), str(out)],
        log=settings.logs / "frames.log",
        env={
            "AWS_ENDPOINT_URL": settings.aws_url,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_ACCESS_KEY_ID": "local",
            "AWS_SECRET_ACCESS_KEY": "local",
            "POWERTOOLS_SERVICE_NAME": "bench",
        },
    )
    if supervisor.wait(child) != 0:
        raise SystemExit(child.log.read_text(encoding="utf-8")[-2000:])
    frames: list[dict[str, Any]] = json.loads(out.read_text(encoding="utf-8"))
    return frames


def _import_ms(code: str) -> float:
    """The best of five processes, less the interpreter itself."""

    def best(text: str) -> float:
        times = []
        for _ in range(5):
            before = time.perf_counter()
            subprocess.run([sys.executable, "-c", text], check=True)
            times.append(time.perf_counter() - before)
        return min(times)

    return round((best(code) - best("pass")) * 1000, 1)


def _show(
    frames: list[dict[str, Any]],
    imports: dict[str, float],
    adapter: dict[str, float],
    rating: dict[str, float],
) -> None:
    print(f"{'version':10} {'frame':22} {'CPU ms':>8} {'wall p50':>9} {'p99':>7} {'requests':>9}")
    for one in frames:
        print(
            f"{one['protocol']:10} {one['action']:22} {one['cpu_ms']:8.3f}"
            f" {one['wall_p50_ms']:9.2f} {one['wall_p99_ms']:7.2f} {one['aws_requests']:9.2f}"
        )
    for name, milliseconds in imports.items():
        print(f"import of the {name}: {milliseconds} ms")
    for kind, microseconds in adapter.items():
        print(f"the vendor layer adds {microseconds} us to a clean {kind}")
    for name, milliseconds in rating.items():
        print(f"24 h with a sample every 10 s, {name}: {milliseconds} ms CPU")


if __name__ == "__main__":
    sys.exit(main())
