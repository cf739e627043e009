"""What the kernel offers to keep children from outliving their parent."""

import contextlib
import ctypes
import os
import signal
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_libc = ctypes.CDLL(None, use_errno=True)


def adopt_orphans() -> None:
    """Makes orphaned grandchildren our children instead of those of init."""
    _libc.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def die_with_parent(parent: int, signum: signal.Signals) -> None:
    """Asks for a signal when the parent ends; the check closes the gap before the asking."""
    _libc.prctl(_PR_SET_PDEATHSIG, int(signum), 0, 0, 0)
    if os.getppid() != parent:
        os.kill(os.getpid(), signum)


def descendants(root: int) -> set[int]:
    """Every living process below `root`, zombies left out."""
    children: dict[int, list[int]] = {}
    zombies: set[int] = set()
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            state, parent = (entry / "stat").read_text().rpartition(")")[2].split()[:2]
            pid = int(entry.name)
            children.setdefault(int(parent), []).append(pid)
            if state == "Z":
                zombies.add(pid)
    found: set[int] = set()
    waiting = [root]
    while waiting:
        below = children.get(waiting.pop(), [])
        waiting += below
        found.update(below)
    return found - zombies


def make_gave_up(parent: int) -> bool:
    """Whether the `make` above us was interrupted and now only waits for us.

    GNU make does not pass SIGINT on: it takes its handler away and waits. A terminal signals the
    whole group, but `kill -INT <make>` reaches make alone.
    """
    try:
        status = Path(f"/proc/{parent}/status").read_text()
    except OSError:
        return os.getppid() != parent
    fields = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
    if fields["Name"] not in {"make", "gmake"}:
        return False
    interrupt = 1 << (signal.SIGINT - 1)
    handled = int(fields["SigCgt"], 16) | int(fields["SigIgn"], 16)
    return not handled & interrupt
