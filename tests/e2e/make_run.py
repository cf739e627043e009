"""`make run`, started and ended the way a user does it."""

import json
import os
import signal
import socket
import subprocess
import time
import uuid
from pathlib import Path

import pytest

from local_stack.stack_file import Stack

ROOT = Path(__file__).parents[2]
_SECONDS_TO_START = 180
_SECONDS_TO_END = 20
_PORTS = ("OCPP_PORT", "OCPP_TLS_PORT", "HTTP_PORT", "AWS_PORT", "PAYMENTS_PORT")


class MakeRun:
    """`make run` in a process group, folder and set of ports of its own.

    Every process below it inherits a mark in its environment, so leftovers are found wherever
    they are in the process tree.
    """

    def __init__(self, folder: Path, **variables: str) -> None:
        self.folder = folder
        self.log = folder / "make.log"
        self._mark = f"STACK_TEST={uuid.uuid4()}"
        ports = {
            name: str(port) for name, port in zip(_PORTS, _free_ports(len(_PORTS)), strict=True)
        }
        settings = {"DEMO": "0", "LOCAL_DIR": str(folder)} | ports | variables
        with self.log.open("wb") as output:
            self.process = subprocess.Popen(
                ["make", "run", *(f"{name}={value}" for name, value in settings.items())],
                cwd=ROOT,
                env=os.environ | dict([self._mark.split("=")]),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def output(self) -> str:
        return self.log.read_text(errors="replace")

    def wait_for(self, text: str) -> None:
        """Waits until the run has printed `text`."""
        deadline = time.monotonic() + _SECONDS_TO_START
        while text not in self.output():
            if self.process.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"no {text!r} from make run:\n{self.output()[-4000:]}")
            time.sleep(0.1)

    def stack(self) -> Stack:
        self.wait_for("is running")
        stack: Stack = json.loads((self.folder / "stack.json").read_text())
        return stack

    def send(self, signum: signal.Signals, *, to: str) -> None:
        """To the whole `group`, to `make` alone, or to its child, the `supervisor`."""
        if to == "group":
            os.killpg(self.process.pid, signum)
        elif to == "make":
            self.process.send_signal(signum)
        else:
            children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
            os.kill(int(children.read_text().split()[0]), signum)

    def end(self) -> int:
        """Waits for the end of make."""
        try:
            return self.process.wait(_SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            pytest.fail(f"make run does not end:\n{self.output()[-2000:]}")

    def leftovers(self) -> list[str]:
        """Command lines of the processes that are still alive."""
        deadline = time.monotonic() + _SECONDS_TO_END
        while (found := self._marked()) and time.monotonic() < deadline:
            time.sleep(0.1)
        return found

    def kill(self) -> None:
        """For the end of a failed test."""
        for folder in self._folders():
            os.kill(int(folder.name), signal.SIGKILL)
        self.process.wait()

    def _marked(self) -> list[str]:
        return [
            f"{folder.name}: {(folder / 'cmdline').read_bytes().replace(b'\0', b' ').decode()}"
            for folder in self._folders()
        ]

    def _folders(self) -> list[Path]:
        return [one for one in Path("/proc").glob("[0-9]*") if self._is_marked(one)]

    def _is_marked(self, folder: Path) -> bool:
        try:
            return self._mark.encode() in (folder / "environ").read_bytes()
        except OSError:
            return False


def _free_ports(count: int) -> list[int]:
    probes = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports
