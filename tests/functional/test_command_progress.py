"""What a command began is told by later notifications and shown with the command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.conftest import forget_services
from tests.functional.aws_requests import counted
from tests.functional.station import Station
from tests.functional.test_command_delivery import connect, frames_to, run_stream
from tests.network import build_network

from csms import bootstrap
from csms.commands.model import Job, Progress
from csms.commands.progress import note_progress

if TYPE_CHECKING:
    from tests.http_api import Caller

PATH = "/stations/CP1/commands"
URL = {"url": "https://example.com/x"}


@pytest.mark.parametrize(
    ("protocol", "verb", "job"),
    [
        ("ocpp1.6", "update_firmware", Job.FIRMWARE),
        ("ocpp1.6", "get_diagnostics", Job.DIAGNOSTICS),
        ("ocpp2.0.1", "update_firmware", Job.FIRMWARE),
        ("ocpp2.0.1", "get_diagnostics", Job.LOG),
    ],
)
def test_steps_are_shown_with_the_command_that_began_them(
    operator: Caller, protocol: str, verb: str, job: Job
) -> None:
    build_network()
    connect(protocol)
    command_id = operator.post(PATH, {"action": verb, "payload": URL}).json["command_id"]
    run_stream()
    (frame,) = frames_to()
    request_id: Any = frame[3].get("requestId")
    assert (request_id is None) == (protocol == "ocpp1.6")

    forget_services()
    with counted() as requests:
        services = bootstrap.services()
        step = Progress("Uploading", services.clock(), "half")
        assert note_progress("CP1", job, request_id, step, services.commands)
        assert requests.operations == ["GetItem", "UpdateItem"]
    shown = operator.get(f"{PATH}/{command_id}").json
    assert [(one["status"], one["detail"]) for one in shown["progress"]] == [("Uploading", "half")]
    assert shown["state"] == "sent"


@pytest.mark.parametrize(
    ("protocol", "verb", "action", "steps"),
    [
        ("ocpp1.6", "update_firmware", "FirmwareStatusNotification", ["Downloading", "Installed"]),
        ("ocpp1.6", "get_diagnostics", "DiagnosticsStatusNotification", ["Uploading", "Uploaded"]),
        (
            "ocpp2.0.1",
            "update_firmware",
            "FirmwareStatusNotification",
            ["Downloading", "Installed"],
        ),
        ("ocpp2.0.1", "get_diagnostics", "LogStatusNotification", ["Uploading", "Uploaded"]),
        ("ocpp2.1", "get_diagnostics", "LogStatusNotification", ["Uploading", "Uploaded"]),
    ],
)
def test_notifications_of_the_station_are_the_steps(
    operator: Caller, protocol: str, verb: str, action: str, steps: list[str]
) -> None:
    build_network()
    connect(protocol)
    command_id = operator.post(PATH, {"action": verb, "payload": URL}).json["command_id"]
    run_stream()
    (frame,) = frames_to()
    ids = {name: frame[3][name] for name in ("requestId",) if name in frame[3]}
    station = Station(protocol=protocol)
    for status in [*steps, steps[-1]]:
        station.call(action, {"status": status, **ids})
    station.call(action, {"status": "Idle"})
    shown = operator.get(f"{PATH}/{command_id}").json
    assert [one["status"] for one in shown["progress"]] == steps
