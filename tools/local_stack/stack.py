"""The steps from nothing to a running stack, and the wait until somebody ends it."""

import contextlib
import fcntl
import importlib.util
import shutil
import socket
import sys
from pathlib import Path
from typing import IO

from local_stack import certificates, deploy, embedded_aws, payments, seed, stack_file
from local_stack.outputs import edge_settings, read_outputs
from local_stack.processes import Child, Interrupted, Supervisor
from local_stack.progress import Progress, announce
from local_stack.settings import (
    HOST,
    CannotStart,
    Settings,
    check_ports,
)

_SECONDS_FOR_EDGE = 15


def prepare_folder(settings: Settings) -> IO[str]:
    """An empty folder for this run; the returned lock says that it is ours."""
    settings.folder.mkdir(parents=True, exist_ok=True)
    lock = (settings.folder / "lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise CannotStart(
            f"A stack is already running in {settings.folder}. "
            "End it, or choose another folder: make run LOCAL_DIR=<folder>"
        ) from error
    settings.stack_file.unlink(missing_ok=True)
    for stale in ("logs", "tmp", "state"):
        shutil.rmtree(settings.folder / stale, ignore_errors=True)
    settings.function_logs.mkdir(parents=True)
    return lock


def run(supervisor: Supervisor, settings: Settings, template: Path) -> None:
    """Brings everything up, says so, and waits."""
    progress = Progress()
    check_ports(settings)
    with prepare_folder(settings):
        try:
            children = _bring_up(supervisor, settings, template, progress)
            progress.say("ready")
            _watch(supervisor, children)
        finally:
            settings.stack_file.unlink(missing_ok=True)


def _bring_up(
    supervisor: Supervisor, settings: Settings, template: Path, progress: Progress
) -> list[Child]:
    progress.say("starting the embedded AWS, building functions and layers (sam build)")
    emulator = embedded_aws.start(supervisor, settings)
    build = deploy.start_build(supervisor, settings, template)
    certificates.prepare(settings.folder / "tls")
    embedded_aws.wait_until_healthy(supervisor, settings, emulator)
    embedded_aws.make_artifacts_bucket(settings)
    deploy.finish_build(supervisor, build)
    progress.say("deploying the template (sam deploy)")
    deploy.deploy(supervisor, settings)
    outputs = read_outputs()
    stack_file.write(settings.edge_file, edge_settings(settings, outputs))
    payments.store_keys(outputs)
    certificates.store_authority(settings.folder / "tls", outputs)
    progress.say("starting the edge (WebSocket, TLS, HTTP) and the payment sandbox")
    sandbox = payments.start(supervisor, settings)
    edge = supervisor.spawn(
        [sys.executable, "-m", "local_stack.edge", str(settings.edge_file)],
        log=settings.logs / "edge.log",
    )
    _wait_for_ports(supervisor, settings, edge)
    progress.say("seeding sites, tariffs, stations, tokens and users")
    stack = stack_file.describe(
        settings, outputs, certificates.authority(settings.folder / "tls").certificate
    )
    stack["users"] = seed.run(supervisor, settings, stack, outputs)
    stack_file.write(settings.stack_file, stack)
    announce(stack, str(settings.stack_file))
    return [emulator, edge, sandbox, *_demo(supervisor, settings)]


def _wait_for_ports(supervisor: Supervisor, settings: Settings, edge: Child) -> None:
    def listening() -> bool:
        if edge.process.poll() is not None:
            raise CannotStart(f"The edge ended by itself; see {edge.log}")
        ports = (
            settings.ocpp_port,
            settings.ocpp_tls_port,
            settings.http_port,
            settings.payments_port,
        )
        return all(_answers(port) for port in ports)

    if not supervisor.wait_until(listening, seconds=_SECONDS_FOR_EDGE):
        raise CannotStart(f"The edge did not come up; see {edge.log}")


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


def _demo(supervisor: Supervisor, settings: Settings) -> list[Child]:
    """Simulated stations, once the simulator knows the command `demo`."""
    if not settings.demo or importlib.util.find_spec("station_simulator") is None:
        return []
    command = [sys.executable, "-m", "station_simulator", "demo", str(settings.stack_file)]
    log = settings.logs / "station_simulator.log"
    return [supervisor.spawn(command, log=log)]


def _watch(supervisor: Supervisor, children: list[Child]) -> None:
    """Until somebody ends us, which from here on is the normal end."""
    with contextlib.suppress(Interrupted):
        while True:
            for child in children:
                if child.process.poll() is not None:
                    raise CannotStart(f"A part of the stack ended by itself; see {child.log}")
            supervisor.pause()
