from typing import TYPE_CHECKING

import pytest
from tests.builders import NOW, a_command, minutes

from csms.commands.model import Job, Progress
from csms.commands.ports import MOST_STEPS
from csms.commands.progress import note_progress

if TYPE_CHECKING:
    from tests.contract.conftest import Ports


def began(ports: "Ports", command_id: str, job: Job, request_id: int | None = None) -> None:
    command = ports.commands.add(a_command(command_id))
    ports.commands.open_job(command, job, request_id)


def told(
    ports: "Ports", status: str, job: Job = Job.FIRMWARE, request_id: int | None = None
) -> bool:
    return note_progress("CP1", job, request_id, Progress(status, NOW), ports.commands)


def steps(ports: "Ports", command_id: str = "C1") -> list[str]:
    command = ports.commands.get("CP1", command_id)
    assert command is not None
    return [one.status for one in command.progress]


def test_steps_are_kept_in_order_with_their_details(ports: "Ports") -> None:
    began(ports, "C1", Job.FIRMWARE, 7)
    first, second = Progress("Downloading", NOW), Progress("Downloaded", minutes(1), "1.2.3")
    for step in (first, second):
        assert note_progress("CP1", Job.FIRMWARE, 7, step, ports.commands)
    command = ports.commands.get("CP1", "C1")
    assert command is not None
    assert command.progress == (first, second)
    assert ports.commands.of_station("CP1") == [command]


def test_a_repeat_of_the_newest_step_is_not_kept(ports: "Ports") -> None:
    began(ports, "C1", Job.FIRMWARE)
    assert told(ports, "Downloading")
    assert not told(ports, "Downloading")
    assert steps(ports) == ["Downloading"]


def test_nothing_follows_the_last_step_but_a_failure_may_be_tried_again(ports: "Ports") -> None:
    began(ports, "C1", Job.FIRMWARE)
    told_of = [told(ports, one) for one in ("DownloadFailed", "Downloading", "Installed", "X")]
    assert told_of == [True, True, True, False]
    assert steps(ports) == ["DownloadFailed", "Downloading", "Installed"]


def test_idle_is_no_step(ports: "Ports") -> None:
    began(ports, "C1", Job.FIRMWARE)
    assert not told(ports, "Idle")
    assert steps(ports) == []


def test_request_id_finds_its_own_command(ports: "Ports") -> None:
    began(ports, "C1", Job.LOG, 1)
    began(ports, "C2", Job.LOG, 2)
    assert told(ports, "AcceptedCanceled", Job.LOG, 1)
    assert told(ports, "Uploading", Job.LOG, 2)
    assert (steps(ports, "C1"), steps(ports, "C2")) == (["AcceptedCanceled"], ["Uploading"])


def test_without_an_id_the_newest_of_its_kind_is_meant(ports: "Ports") -> None:
    began(ports, "C1", Job.DIAGNOSTICS)
    began(ports, "C2", Job.DIAGNOSTICS)
    began(ports, "C3", Job.FIRMWARE, 3)
    assert told(ports, "Uploading", Job.DIAGNOSTICS)
    assert told(ports, "Downloading", Job.FIRMWARE)
    assert [steps(ports, one) for one in ("C1", "C2", "C3")] == [[], ["Uploading"], ["Downloading"]]


@pytest.mark.parametrize(("job", "request_id"), [(Job.LOG, 7), (Job.FIRMWARE, 8)])
def test_what_no_command_began_is_not_kept(ports: "Ports", job: Job, request_id: int) -> None:
    began(ports, "C1", Job.FIRMWARE, 7)
    assert not told(ports, "Uploading", job, request_id)
    assert steps(ports) == []


def test_another_stations_job_is_none_of_ours(ports: "Ports") -> None:
    began(ports, "C1", Job.FIRMWARE, 7)
    step = Progress("Installed", NOW)
    assert not note_progress("CP2", Job.FIRMWARE, 7, step, ports.commands)


def test_a_command_that_is_gone_is_not_made_again(ports: "Ports") -> None:
    ports.commands.open_job(a_command("C9"), Job.FIRMWARE, 9)
    assert not told(ports, "Downloading", Job.FIRMWARE, 9)
    assert ports.commands.get("CP1", "C9") is None


def test_a_station_that_tells_without_end_fills_no_item(ports: "Ports") -> None:
    began(ports, "C1", Job.FIRMWARE)
    kept = [told(ports, f"{number} %") for number in range(MOST_STEPS + 2)]
    assert kept == [True] * MOST_STEPS + [False] * 2
