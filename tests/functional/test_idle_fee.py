"""What parking costs, from frames to the bill: 0.40 per kWh, then 6.00 an hour after 10 minutes.

The session of these tests takes 10 kWh in an hour (4.00) and asks for nothing from minute 61 on.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.conftest import forget_services
from tests.functional.parking import ALL, DAYS_AGO, Charger, cost, follow, sessions, settled
from tests.functional.station import CONTEXT
from tests.http_api import Caller
from tests.network import build_network, idle_tariff_document, top_up

from csms.bootstrap import ending, services, settlement_workflow
from csms.charging.vocabulary import EndedBy, SessionState
from csms.settlement.recovering import Recovering, recover_settlements
from csms.tariffs.document import tariff_from_document
from scheduled_jobs import watch_sessions
from session_endings import look
from session_settlement import rate

EVERY = pytest.mark.parametrize("protocol", ALL)


@pytest.fixture(autouse=True)
def network(deployment: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SETTLE_SESSION_ARN", "arn:aws:states:::settle")
    forget_services()
    build_network()
    top_up(100_000)
    price()


def price(cap: str | None = None, version: int = 2) -> None:
    for tariff_id in ("ac", "dc"):
        document = idle_tariff_document(tariff_id, cap=cap)
        services().tariffs.put(tariff_from_document(document, version))


@EVERY
def test_parking_costs_from_the_state_after_the_last_energy_to_the_unplug(protocol: str) -> None:
    car = Charger(protocol)
    car.charge()
    car.stop(120, 11_000)
    follow()
    assert sessions()[0].state is SessionState.AWAITING_UNPLUG
    car.free(150)
    found = settled()
    settlement = found.settlement
    assert settlement is not None
    # Minutes 61 to 150 without the first ten: 79 of them.
    assert settlement.gross_minor == 400 + 790
    assert settlement.idle_seconds_billed == 79 * 60
    (proof,) = settlement.idle
    told = [car.begin + timedelta(minutes=one) for one in (61, 150, 60)]
    assert [proof.start, proof.end, proof.last_increase] == told
    assert (proof.signal, proof.ended_by) == ("suspended_ev", "unplugged")
    assert found.ended_at == told[1]


@EVERY
def test_a_state_that_was_said_before_the_last_energy_counts_from_the_energy_on(
    protocol: str,
) -> None:
    car = Charger(protocol)
    car.start()
    car.say("SuspendedEV", 40)
    car.read(40, 8_000)
    car.read(60, 11_000)
    car.stop(120, 11_000)
    car.free(150)
    assert cost() == 400 + 800


@EVERY
def test_what_the_station_withholds_is_free(protocol: str) -> None:
    car = Charger(protocol)
    car.start()
    car.read(60, 11_000)
    car.say("SuspendedEVSE", 61)
    car.read(200, 11_000)
    car.stop(240, 11_000, "EVDisconnected")
    assert cost() == 400


@EVERY
def test_energy_beats_a_status_that_never_changes(protocol: str) -> None:
    car = Charger(protocol)
    car.start()
    car.say("SuspendedEVSE", 1)
    car.read(30, 6_000)
    car.read(60, 11_000)
    car.say("SuspendedEV", 61)
    car.stop(120, 11_000)
    car.free(150)
    found = settled().settlement
    assert found is not None
    assert found.gross_minor == 400 + 790
    assert "status_contradicted" in {one.doubt for one in found.doubts}


@EVERY
def test_a_balancing_pulse_leaves_the_grace_as_it_was(protocol: str) -> None:
    car = Charger(protocol)
    car.charge()
    car.read(88, 11_000)
    car.say("Charging", 89)
    car.read(90, 11_100)
    car.say("SuspendedEV", 91)
    car.stop(120, 11_100)
    car.free(150)
    assert cost() == 404 + 790


@EVERY
def test_a_real_resume_begins_the_grace_anew(protocol: str) -> None:
    car = Charger(protocol)
    car.charge()
    car.read(80, 11_000)
    car.say("Charging", 80)
    car.read(100, 16_000)
    car.say("SuspendedEV", 100)
    car.stop(120, 16_000)
    car.free(150)
    # Minutes 71 to 80, and 110 to 150.
    assert cost() == 600 + 90 + 400


@EVERY
def test_the_plug_that_stays_in_after_the_stop_is_parking(protocol: str) -> None:
    car = Charger(protocol)
    car.start()
    car.read(30, 6_000)
    car.stop(60, 11_000)
    car.status("Finishing" if protocol == "ocpp1.6" else "Occupied", 61)
    car.free(100)
    assert cost() == 400 + 300


@EVERY
def test_an_unplug_that_never_comes_is_billed_to_the_last_proof(protocol: str) -> None:
    car = Charger(protocol, DAYS_AGO)
    car.charge()
    car.stop(120, 11_000)
    car.status("Finishing" if protocol == "ocpp1.6" else "Occupied", 121)
    watch_sessions.handler({}, CONTEXT)
    assert sessions()[0].state is SessionState.AWAITING_UNPLUG, "the rest of a replay may come"
    needs = Recovering(
        ending(), services().stations, settlement_workflow(), overdue_after=timedelta(minutes=15)
    )
    assert recover_settlements(services().clock() + timedelta(minutes=11), needs).ended == 1
    found = sessions()[0]
    assert found.end is not None
    assert (found.end.by, found.ended_at) == (
        EndedBy.WAITED,
        car.begin + timedelta(minutes=120, days=1),
    )
    assert cost() == 400 + 500


@EVERY
def test_a_box_that_says_finishing_until_its_reset_costs_no_more_than_the_cap(
    protocol: str,
) -> None:
    price(cap="12.00", version=3)
    car = Charger(protocol)
    car.charge()
    car.stop(120, 11_000)
    car.free(600)
    assert cost() == 400 + 1_200


@EVERY
def test_the_time_of_an_outage_is_free(protocol: str) -> None:
    car = Charger(protocol)
    car.charge()
    car.stop(62, 11_000)
    car.lost(90)
    car.free(150)
    found = settled().settlement
    assert found is not None
    # Minutes 71 to 90; nobody knows when it left.
    assert found.gross_minor == 400 + 190
    assert "offline" in {one.doubt for one in found.doubts}


@EVERY
def test_frames_that_come_twice_cost_once(protocol: str) -> None:
    car = Charger(protocol, times=2)
    car.charge()
    car.stop(120, 11_000)
    car.free(150)
    assert cost() == 400 + 790


@EVERY
def test_another_connector_does_not_matter(protocol: str) -> None:
    car = Charger(protocol)
    car.charge()
    car.status("Available", 80, evse_id=2)
    car.status("Faulted", 90, evse_id=2)
    car.stop(120, 11_000)
    car.status("Available", 130, evse_id=2)
    follow()
    assert sessions()[0].state is SessionState.AWAITING_UNPLUG
    car.free(150)
    assert cost() == 400 + 790


@EVERY
def test_two_sessions_in_a_row_keep_their_own_parking(protocol: str) -> None:
    first, second = Charger(protocol), Charger(protocol, name="tx-2")
    first.charge()
    first.stop(120, 11_000)
    first.free(150)
    second.start(160, 11_000)
    second.read(180, 16_000)
    second.say("SuspendedEV", 181)
    second.stop(190, 16_000)
    second.free(200)
    assert [cost(0), cost(1)] == [400 + 790, 200 + 90]


@EVERY
def test_the_next_session_ends_the_one_before(protocol: str) -> None:
    first, second = Charger(protocol), Charger(protocol, name="tx-2")
    first.charge()
    first.stop(120, 11_000)
    second.start(160, 11_000)
    second.read(180, 16_000)
    second.stop(190, 16_000)
    second.free(200)
    # Of the first nothing is proven behind its stop; it was away before the second came.
    assert [cost(0), cost(1)] == [400 + 490, 200]
    ends = [one.end.by for one in sessions() if one.end]
    assert ends == [EndedBy.NEXT_SESSION, EndedBy.UNPLUGGED]


@EVERY
def test_a_stop_that_nobody_told_of_begins_no_parking(
    protocol: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The vehicle charged on behind its last reading: what nobody saw costs nothing."""
    monkeypatch.setenv("FINAL_READING_WAIT_SECONDS", "0")
    forget_services()
    car, next_one = Charger(protocol), Charger(protocol, name="tx-2")
    car.start()
    car.read(30, 6_000)
    car.free(90)
    next_one.start(160, 21_000)
    found = settled()
    assert found.stop is not None
    assert found.stop.estimated
    assert found.settlement is not None
    assert (found.settlement.gross_minor, found.settlement.idle_seconds_billed) == (200, 0)


@EVERY
def test_what_was_said_before_a_lost_stop_holds_to_the_unplug(
    protocol: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FINAL_READING_WAIT_SECONDS", "0")
    forget_services()
    car, next_one = Charger(protocol), Charger(protocol, name="tx-2")
    car.charge()
    car.free(90)
    next_one.start(160, 11_000)
    assert cost() == 400 + 190


@EVERY
def test_a_connector_that_the_next_session_frees_frees_not_the_one_before(protocol: str) -> None:
    """The stream that tells of the next start is late: the status comes before it."""
    first, second = Charger(protocol), Charger(protocol, name="tx-2")
    first.charge()
    first.stop(120, 11_000)
    second.start(160, 11_000)
    second.read(180, 16_000)
    second.stop(190, 16_000)
    second.free(200)
    key = sessions()[0].key
    look.handler({"detail": key._asdict()}, CONTEXT)
    end = sessions()[0].end
    assert end is not None
    assert (end.by, end.at) == (EndedBy.NEXT_SESSION, second.begin + timedelta(minutes=160))
    assert cost(0) == 400 + 490


@EVERY
def test_a_free_connector_finds_the_session_that_waits(protocol: str) -> None:
    car = Charger(protocol)
    car.charge()
    car.stop(120, 11_000)
    car.free(150)
    said = {"evse_id": 1, "connector_id": 1, "status": "Available", "station_id": "CP1"}
    elsewhere = said | {"occurred_at": car.at(150), "evse_id": 2}
    look.handler({"detail": elsewhere}, CONTEXT)
    assert sessions()[0].state is SessionState.AWAITING_UNPLUG
    for _ in range(2):
        look.handler({"detail": said | {"occurred_at": car.at(150)}}, CONTEXT)
    assert sessions()[0].state is SessionState.ENDED


@EVERY
def test_a_lost_event_is_made_up_for_by_the_watch(protocol: str) -> None:
    car = Charger(protocol)
    car.charge()
    car.stop(120, 11_000)
    watch_sessions.handler({}, CONTEXT)
    assert sessions()[0].state is SessionState.AWAITING_UNPLUG
    car.free(150)
    watch_sessions.handler({}, CONTEXT)
    assert sessions()[0].state is SessionState.ENDED
    assert cost() == 400 + 790


@pytest.mark.parametrize("before", [100, 119])
@EVERY
def test_an_unplug_before_the_stop_counts(protocol: str, before: int) -> None:
    car = Charger(protocol)
    car.charge()
    car.free(before)
    car.stop(120, 11_000)
    assert cost() == 400 + (before - 71) * 10


@pytest.mark.parametrize("protocol", ["ocpp2.0.1", "ocpp2.1"])
@pytest.mark.parametrize("behind", [False, True])
def test_idle_of_a_transaction_is_an_unplug(protocol: str, *, behind: bool) -> None:
    car = Charger(protocol)
    car.charge()
    if behind:
        car.stop(120, 11_000)
    car.say("Idle", 119 if not behind else 130)
    if not behind:
        car.stop(120, 11_000)
    assert cost() == 400 + (590 if behind else 480)


def test_connector_unplugged_of_1_6_is_an_unplug() -> None:
    car = Charger("ocpp1.6")
    car.charge()
    car.stop(120, 11_000)
    data = f'{{"transactionId":{car.number},"timestamp":"{car.at(140)}"}}'
    message = {"vendorId": "org.openchargealliance.costmsg", "messageId": "ConnectorUnplugged"}
    assert car.station.call("DataTransfer", message | {"data": data})["status"] == "Accepted"
    assert cost() == 400 + 690


@EVERY
def test_a_settlement_that_began_too_early_waits(protocol: str) -> None:
    car = Charger(protocol)
    car.charge()
    car.stop(120, 11_000)
    (session,) = sessions()
    named = session.key._asdict() | {"session_id": session.session_id}
    assert rate.handler(named, CONTEXT)["decision"] == "wait"


def test_an_operator_ends_the_waiting(operator: Caller) -> None:
    car = Charger("ocpp1.6")
    car.charge()
    car.stop(120, 11_000)
    (session,) = sessions()
    path = f"/sessions/{session.session_id}"
    shown = operator.get(path).json
    assert (shown["state"], shown["ended_at"]) == ("awaiting_unplug", None)
    closed = operator.post(f"{path}/close", {"reason": "towed away"}).json
    assert closed["state"] == "ended"
    assert closed["ended_at"] is not None
    assert cost() == 400 + 490
