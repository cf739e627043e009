from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.builders import NOW, a_command, minutes

from csms.commands.model import Command, CommandState

if TYPE_CHECKING:
    from tests.contract.conftest import Ports


def stored(ports: "Ports", command_id: str = "C1") -> Command:
    command = ports.commands.get("CP1", command_id)
    assert command is not None
    return command


def answer(ports: "Ports", command_id: str = "C1", status: str = "Accepted") -> bool:
    return ports.commands.record_answer(
        "CP1", command_id, CommandState.ANSWERED, {"status": status}, None, minutes(2)
    )


def test_command_is_stored_whole(ports: "Ports") -> None:
    command = a_command(payload={"evse_id": 1, "limit": Decimal("8.1"), "on": None})
    assert ports.commands.add(command) == command
    assert stored(ports) == command


def test_command_keeps_the_driver_who_asked(ports: "Ports") -> None:
    ports.commands.add(a_command(requested_by="driver-1"))
    found = ports.commands.get("CP1", "C1")
    assert found is not None
    assert found.requested_by == "driver-1"


def test_unknown_command_is_none(ports: "Ports") -> None:
    assert ports.commands.get("CP1", "C1") is None


def test_command_with_a_known_id_stays_as_it_is(ports: "Ports") -> None:
    ports.commands.add(a_command())
    first = ports.commands.add(a_command(action="trigger", payload={}))
    assert first == stored(ports) == a_command()


def test_commands_of_a_station_come_oldest_first(ports: "Ports") -> None:
    ports.commands.add(a_command("A", created_at=minutes(1)))
    ports.commands.add(a_command("B"))
    ports.commands.add(a_command("C", station_id="CP2"))
    assert [one.command_id for one in ports.commands.of_station("CP1")] == ["B", "A"]


def test_all_commands_of_a_busy_station_are_seen(ports: "Ports") -> None:
    for number in range(12):
        ports.commands.add(a_command(f"C{number:02}", payload={"data": "x" * 100_000}))
    assert len(ports.commands.of_station("CP1")) == 12


def test_only_the_first_delivery_sends(ports: "Ports") -> None:
    command = ports.commands.add(a_command())
    assert ports.commands.mark_sent(command, "Reset", minutes(1))
    assert not ports.commands.mark_sent(command, "Reset", minutes(5))
    wanted = replace(command, state=CommandState.SENT, sent_at=minutes(1), sent_action="Reset")
    assert stored(ports) == wanted


def test_unknown_command_cannot_be_sent(ports: "Ports") -> None:
    assert not ports.commands.mark_sent(a_command(), "Reset", NOW)
    assert ports.commands.get("CP1", "C1") is None


def test_unsent_command_may_be_sent_again(ports: "Ports") -> None:
    command = ports.commands.add(a_command())
    ports.commands.mark_sent(command, "Reset", minutes(1))
    ports.commands.mark_unsent(command)
    assert (stored(ports).state, stored(ports).sent_at) == (CommandState.QUEUED, None)
    assert ports.commands.mark_sent(command, "Reset", minutes(2))


def test_answered_command_cannot_become_unsent(ports: "Ports") -> None:
    command = ports.commands.add(a_command())
    ports.commands.mark_sent(command, "Reset", minutes(1))
    answer(ports)
    ports.commands.mark_unsent(command)
    assert stored(ports).state is CommandState.ANSWERED


def test_command_that_cannot_be_said_fails(ports: "Ports") -> None:
    command = ports.commands.add(a_command())
    ports.commands.fail(command, "no such verb", minutes(1))
    found = stored(ports)
    assert (found.state, found.error) == (CommandState.FAILED, "no such verb")
    assert found.answered_at == minutes(1)
    assert not ports.commands.mark_sent(command, "Reset", minutes(2))


def test_sent_command_cannot_fail_for_its_words(ports: "Ports") -> None:
    command = ports.commands.add(a_command())
    ports.commands.mark_sent(command, "Reset", minutes(1))
    ports.commands.fail(command, "late", minutes(2))
    assert stored(ports).state is CommandState.SENT


def test_first_answer_counts(ports: "Ports") -> None:
    command = ports.commands.add(a_command())
    ports.commands.mark_sent(command, "Reset", minutes(1))
    assert answer(ports)
    assert not answer(ports, status="Rejected")
    found = stored(ports)
    assert (found.state, found.answer) == (CommandState.ANSWERED, {"status": "Accepted"})
    assert found.answered_at == minutes(2)


def test_answer_to_an_unsent_command_is_none_of_ours(ports: "Ports") -> None:
    ports.commands.add(a_command())
    assert not answer(ports)
    assert stored(ports).state is CommandState.QUEUED


def test_unknown_answer_makes_no_command(ports: "Ports") -> None:
    assert not answer(ports, "C9")
    assert ports.commands.get("CP1", "C9") is None


def test_error_of_the_station_is_kept(ports: "Ports") -> None:
    command = ports.commands.add(a_command())
    ports.commands.mark_sent(command, "Reset", minutes(1))
    assert ports.commands.record_answer(
        "CP1", "C1", CommandState.FAILED, None, "InternalError: no", minutes(2)
    )
    found = stored(ports)
    assert (found.state, found.answer, found.error) == (
        CommandState.FAILED,
        None,
        "InternalError: no",
    )


def test_command_without_an_answer_times_out(ports: "Ports") -> None:
    command = ports.commands.add(a_command())
    ports.commands.mark_sent(command, "Reset", minutes(1))
    assert ports.commands.time_out("CP1", "C1", minutes(1))
    assert not ports.commands.time_out("CP1", "C1", minutes(1))
    assert (stored(ports).state, stored(ports).sent_at) == (CommandState.TIMED_OUT, minutes(1))


def test_command_that_was_sent_anew_does_not_time_out_early(ports: "Ports") -> None:
    command = ports.commands.add(a_command())
    ports.commands.mark_sent(command, "Reset", minutes(1))
    ports.commands.mark_unsent(command)
    assert not ports.commands.time_out("CP1", "C1", minutes(1))
    ports.commands.mark_sent(command, "Reset", minutes(2))
    assert not ports.commands.time_out("CP1", "C1", minutes(1))
    assert stored(ports).state is CommandState.SENT


def test_answered_and_unknown_commands_do_not_time_out(ports: "Ports") -> None:
    command = ports.commands.add(a_command())
    ports.commands.mark_sent(command, "Reset", minutes(1))
    answer(ports)
    assert not ports.commands.time_out("CP1", "C1", minutes(9))
    assert not ports.commands.time_out("CP1", "C9", minutes(9))
    assert stored(ports).state is CommandState.ANSWERED
    assert ports.commands.get("CP1", "C9") is None


def test_first_late_answer_is_kept_and_changes_no_state(ports: "Ports") -> None:
    command = ports.commands.add(a_command())
    ports.commands.mark_sent(command, "Reset", NOW)
    ports.commands.time_out("CP1", "C1", minutes(1))
    assert answer(ports)
    assert not answer(ports, status="Rejected")
    found = stored(ports)
    assert (found.state, found.answer) == (CommandState.TIMED_OUT, {"status": "Accepted"})
    assert found.answered_at == minutes(2)


def test_late_error_is_kept_too(ports: "Ports") -> None:
    command = ports.commands.add(a_command())
    ports.commands.mark_sent(command, "Reset", NOW)
    ports.commands.time_out("CP1", "C1", minutes(1))
    assert ports.commands.record_answer("CP1", "C1", CommandState.FAILED, None, "no", minutes(2))
    assert (stored(ports).state, stored(ports).error) == (CommandState.TIMED_OUT, "no")


def test_only_a_queued_command_expires(ports: "Ports") -> None:
    queued, sent = ports.commands.add(a_command("A")), ports.commands.add(a_command("B"))
    ports.commands.mark_sent(sent, "Reset", NOW)
    ports.commands.expire(queued)
    ports.commands.expire(sent)
    assert stored(ports, "A").state is CommandState.EXPIRED
    assert stored(ports, "B").state is CommandState.SENT
    assert not ports.commands.mark_sent(queued, "Reset", NOW)


def test_a_command_is_discarded_unless_its_answer_is_awaited(ports: "Ports") -> None:
    waiting, sent = ports.commands.add(a_command("C1")), ports.commands.add(a_command("C2"))
    assert ports.commands.mark_sent(sent, "Reset", NOW)
    ports.commands.discard(sent)
    ports.commands.discard(waiting)
    ports.commands.discard(waiting)
    assert [one.command_id for one in ports.commands.of_station("CP1")] == ["C2"]


def test_payloads_are_replaced_in_any_state_and_nothing_else(ports: "Ports") -> None:
    command = ports.commands.add(a_command(payload={"password": "secret"}))
    ports.commands.mark_sent(command, "Reset", NOW, {"value": "secret"})
    before = stored(ports)
    plain = replace(before, payload={"password": "-"}, sent_payload={"value": "-"})
    ports.commands.redact(plain)
    assert stored(ports) == plain
    answered = CommandState.ANSWERED
    assert ports.commands.record_answer("CP1", "C1", answered, {"key": "secret"}, None, NOW)
    ports.commands.redact(plain)
    assert stored(ports).answer == {"key": "secret"}
    plain = replace(stored(ports), answer={"key": "-"})
    ports.commands.redact(plain)
    assert stored(ports) == plain
    ports.commands.redact(replace(plain, command_id="C9"))
    assert ports.commands.get("CP1", "C9") is None
