"""Child processes that are always ended, whichever way we are told to stop."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Self

from local_stack import linux

_TICK_S = 0.1
_GRACE_S = 4.0


class Interrupted(Exception):
    """Somebody asked us to stop: a signal, or the end of the make above us."""


@dataclass(frozen=True)
class Child:
    """A process that we started, and where its output goes."""

    process: subprocess.Popen[bytes]
    log: Path


class Supervisor:
    """Starts processes, waits for them in small steps, and leaves none behind.

    Signals only set a flag, looked at by `check`; so a second Ctrl-C cannot break the cleaning up.
    """

    def __init__(self) -> None:
        self._parent = os.getppid()
        self._children: dict[int, Child] = {}
        self._stop = False

    def __enter__(self) -> Self:
        for signum in (signal.SIGINT, signal.SIGTERM):
            signal.signal(signum, self._on_signal)
        if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # nohup make run
            signal.signal(signal.SIGHUP, self._on_signal)
        linux.adopt_orphans()
        linux.die_with_parent(self._parent, signal.SIGTERM)
        return self

    def __exit__(self, *_error: object) -> None:
        self.end_all()

    def _on_signal(self, _signum: int, _frame: FrameType | None) -> None:
        self._stop = True

    def spawn(
        self, command: Sequence[str], *, log: Path, env: Mapping[str, str] | None = None
    ) -> Child:
        """Starts a process in a session of its own: Ctrl-C reaches only us. `env` adds to ours."""
        self.check()
        me = os.getpid()
        with log.open("ab") as output:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=os.environ | dict(env or {}),
                start_new_session=True,
                preexec_fn=lambda: linux.die_with_parent(me, signal.SIGKILL),  # noqa: PLW1509 - no threads here
            )
        self._children[process.pid] = Child(process, log)
        return self._children[process.pid]

    def check(self) -> None:
        """Collects ended processes; raises Interrupted when it is time to stop."""
        self._reap()
        if self._stop or linux.make_gave_up(self._parent):
            raise Interrupted

    def wait(self, child: Child) -> int:
        """The exit status of a child."""
        while (status := child.process.poll()) is None:
            self.pause()
        return status

    def wait_until(self, condition: Callable[[], bool], *, seconds: float) -> bool:
        """Whether the condition came true in time."""
        deadline = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > deadline:
                return False
            self.pause()
        return True

    def pause(self) -> None:
        time.sleep(_TICK_S)
        self.check()

    def _reap(self) -> None:
        with contextlib.suppress(ChildProcessError):
            while info := os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT):
                child = self._children.get(info.si_pid)
                if child is None:
                    os.waitpid(info.si_pid, 0)  # an orphan that we adopted
                else:
                    child.process.poll()

    def end_all(self) -> None:
        """Asks every descendant to end, then makes it."""
        for signum in (signal.SIGTERM, signal.SIGKILL):
            asked: set[int] = set()
            deadline = time.monotonic() + _GRACE_S
            while (alive := linux.descendants(os.getpid())) and time.monotonic() < deadline:
                for pid in alive - asked:
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(pid, signum)
                asked |= alive
                self._reap()
                time.sleep(_TICK_S / 4)
        self._reap()
