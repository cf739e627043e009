"""Drive up, pay by card, charge: reserved, bound to one session, captured once, the rest released.

10 kWh at 0.35 net are 3.50, with 19 % VAT 4.165: 4.17 gross, so 0.67 of tax.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests.functional.station import Station
from tests.http_api import Caller
from tests.payments.incidents_of_terminals import hear, told_incidents
from tests.payments.terminal_world import EVSE, TerminalWorld

from csms import bootstrap
from csms.charging.vocabulary import SessionState
from csms.clock import to_text, utc_now
from csms.drivers.model import TokenStatus
from csms.payments.visits import VisitEnd

TEN_KWH, GROSS, NET, TAX = 11_000, 417, 350, 67


def charged(world: TerminalWorld, register_wh: int = TEN_KWH, minor: int = 2000) -> str:
    """An authorisation whose session has ended; its id."""
    visit_id: str = world.authorise(minor=minor)["authorisation_id"]
    world.stops(world.starts(visit_id), register_wh)
    return visit_id


def test_what_was_used_is_captured_and_the_rest_released(world: TerminalWorld) -> None:
    begun = world.authorise()
    assert (begun["state"], begun["authorised"]["minor"]) == ("awaiting_plug", 2000)
    visit_id = begun["authorisation_id"]
    assert world.commands("start") == [{"evse_id": 1, "token_id": visit_id}]

    number = world.starts(visit_id)
    world.measures(number, 3_000, timedelta(minutes=30))
    live = world.shown(visit_id)
    assert (live["state"], live["energy_wh"], live["cost"]["minor"]) == ("charging", 2_000, 83)
    world.round()
    world.stops(number, TEN_KWH)
    assert world.shown(visit_id)["state"] == "settling"

    assert world.task("rate")["decision"] == "capture"
    assert world.task("capture") == {"decision": "post"}
    assert world.task("post") == {"decision": "settled", "first": True}

    assert world.posted() == [-GROSS, 0, NET, TAX]
    intent = world.intent()
    assert (intent["status"], intent["amount_received"]) == ("succeeded", GROSS)
    final = world.shown(visit_id)
    assert (final["state"], final["captured"]["minor"]) == ("captured", GROSS)
    world.watch(visit_id, timedelta(minutes=1))
    visit = bootstrap.visits().get(visit_id)
    assert visit is not None
    assert (visit.ended, visit.look_at) == (VisitEnd.SETTLED, None)


def test_every_step_may_run_again(world: TerminalWorld) -> None:
    charged(world)
    for name in ("rate", "capture", "capture", "post", "capture", "post"):
        world.task(name)
    assert world.posted() == [-GROSS, 0, NET, TAX]
    assert world.intent()["amount_received"] == GROSS


def test_same_reference_is_the_same_authorisation(world: TerminalWorld) -> None:
    first, again = world.authorise("v1"), world.authorise("v1")
    assert again["authorisation_id"] == first["authorisation_id"]
    assert len(world.commands("start")) == 1
    assert world.intent()["amount"] == 2000
    body = {"evse": EVSE, "amount": {"minor": 2100, "currency": "EUR"}}
    assert world.call("POST", "/authorisations", body, "v1").status == 409


def test_card_that_a_reader_takes_starts_at_the_repeated_request(world: TerminalWorld) -> None:
    begun = world.authorise(payment_method_id=None)
    assert begun["state"] == "awaiting_card"
    intent_id = begun["client_secret"].partition("_secret_")[0]
    assert world.commands("start") == []
    world.deployed.peer.control("terminal/present", payment_intent=intent_id, card="pm_card_visa")
    for event in world.deployed.events():
        world.deployed.webhook(event)
    world.deployed.work_off()
    assert world.authorise(payment_method_id=None)["state"] == "awaiting_plug"
    assert len(world.commands("start")) == 1


@pytest.mark.parametrize("how", ["cancelled", "no plug", "refused"])
def test_without_a_session_all_is_released(world: TerminalWorld, how: str) -> None:
    visit_id = world.authorise()["authorisation_id"]
    if how == "cancelled":
        assert world.call("POST", f"/authorisations/{visit_id}/cancel").status == 202
    elif how == "no plug":
        world.accepts_the_start()
        world.watch(visit_id, timedelta(minutes=9))
        assert world.shown(visit_id)["state"] == "awaiting_plug"
        world.watch(visit_id, timedelta(minutes=12))
    else:
        (command,) = bootstrap.services().commands.of_station("CP1")
        bootstrap.services().commands.fail(command, "no such connector", utc_now())
        world.watch(visit_id)
    assert world.shown(visit_id)["state"] == "released"
    assert world.intent()["status"] == "canceled"
    late = {"connectorId": 1, "idTag": visit_id, "meterStart": 0, "timestamp": to_text(utc_now())}
    refused = Station().call("StartTransaction", late)
    assert refused["idTagInfo"]["status"] == "Invalid"


def test_session_of_nothing_after_the_visit_was_given_up_needs_nobody(world: TerminalWorld) -> None:
    """The station was offline when it began, and its start was refused."""
    visit_id = world.authorise()["authorisation_id"]
    world.accepts_the_start()
    world.watch(visit_id, timedelta(minutes=12))
    late = {"connectorId": 1, "idTag": visit_id, "meterStart": 1_000}
    answer = Station().call("StartTransaction", late | {"timestamp": to_text(world.began)})
    world.stops(answer["transactionId"], 1_000)
    assert world.task("rate") == {"decision": "post"}
    assert world.task("post") == {"decision": "settled", "first": True}
    assert world.session().state is SessionState.SETTLED
    assert world.posted() == [0, 0, 0, 0]


def test_station_that_is_not_there_gets_nobodys_money_reserved(world: TerminalWorld) -> None:
    bootstrap.services().stations.disconnect("CP1", "conn-ocpp1.6", utc_now())
    assert world.authorise()["state"] == "released"
    assert world.commands("start") == []


def test_declined_card_starts_nothing(world: TerminalWorld) -> None:
    begun = world.authorise(payment_method_id="pm_card_visa_chargeDeclined")
    assert begun["state"] == "declined"
    assert begun["failure"]
    assert world.commands("start") == []


def test_zero_energy_is_released_and_never_charged(world: TerminalWorld) -> None:
    visit_id = charged(world, register_wh=1_000)
    assert world.task("rate")["decision"] == "capture"
    world.task("capture")
    world.task("post")
    assert world.posted() == [0, 0, 0, 0]
    assert world.session().state is SessionState.SETTLED
    assert world.intent()["status"] == "canceled"
    assert world.shown(visit_id)["state"] == "released"


def test_more_than_authorised_is_written_off_not_charged(world: TerminalWorld) -> None:
    charged(world, minor=300)
    world.task("capture")
    world.task("post")
    assert world.intent()["amount_received"] == 300
    assert world.posted() == [-300, 300 - GROSS, NET, TAX]


@pytest.mark.parametrize("fault", ["cut_before", "cut_after", "error_before", "error_after"])
def test_capture_nobody_answered_is_looked_up_never_guessed(
    world: TerminalWorld, fault: str
) -> None:
    charged(world)
    world.deployed.peer.fault(fault, on="capture", times=99)
    waiting = world.task("capture")
    assert waiting == {"decision": "wait", "wait_seconds": 15}
    with pytest.raises(Exception, match="was not captured"):
        world.task("post")
    world.deployed.peer.heal()
    assert world.task("capture") == {"decision": "post"}
    world.task("post")
    assert world.intent()["amount_received"] == GROSS
    assert world.posted() == [-GROSS, 0, NET, TAX]


def test_crash_after_the_providers_answer_heals_by_a_look(
    world: TerminalWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    charged(world)
    save = type(bootstrap.payments()).save

    def die_once_captured(self: Any, payment: Any) -> Any:
        if payment.captured_minor:
            raise KeyboardInterrupt
        return save(self, payment)

    with monkeypatch.context() as crash, pytest.raises(KeyboardInterrupt):
        crash.setattr(type(bootstrap.payments()), "save", die_once_captured)
        world.task("capture")
    assert world.intent()["amount_received"] == GROSS
    assert world.task("capture") == {"decision": "post"}
    world.task("post")
    assert world.posted() == [-GROSS, 0, NET, TAX]


def test_authorisation_that_is_gone_is_for_a_person(world: TerminalWorld) -> None:
    charged(world)
    world.deployed.peer.control("clock", advance_s=40 * 86_400)
    reviewed = world.task("capture")
    assert (reviewed["decision"], reviewed["reason"]) == (
        "review",
        "the card's authorisation is expired",
    )
    assert world.posted() == [0, 0, 0, 0]


def test_one_authorisation_pays_for_one_session(world: TerminalWorld) -> None:
    visit_id = charged(world)
    visit = bootstrap.visits().get(visit_id)
    assert visit is not None
    bootstrap.visits().save(visit.bound("another-session", "99"))
    reviewed = world.task("capture")
    assert reviewed["decision"] == "review"
    assert "another session" in reviewed["reason"]
    assert world.intent()["status"] == "requires_capture"


def test_session_is_stopped_before_its_cost_passes_the_amount(world: TerminalWorld) -> None:
    visit_id = world.authorise(minor=130)["authorisation_id"]
    world.began += timedelta(minutes=50)
    number = world.starts(visit_id)
    world.measures(number, 2_500, timedelta(minutes=10))  # 0.62 in ten minutes, so soon 0.75
    world.watch(visit_id, -timedelta(minutes=10))
    assert world.commands("stop") == []
    world.measures(number, 4_000, timedelta(minutes=20))  # 1.25, so soon 1.37
    world.watch(visit_id)
    world.watch(visit_id, timedelta(seconds=30))
    asked = {"session_id": world.session().session_id, "transaction_id": str(number)}
    assert world.commands("stop") == [asked]


def test_session_is_stopped_before_the_authorisation_expires(world: TerminalWorld) -> None:
    visit_id = world.authorise()["authorisation_id"]
    world.starts(visit_id)
    payment = bootstrap.payments().get(bootstrap.visits().get(visit_id).payment_id)  # type: ignore[union-attr]
    assert payment is not None
    assert payment.expires_at is not None
    left = payment.expires_at - utc_now()
    world.watch(visit_id, left - timedelta(hours=13))
    assert world.commands("stop") == []
    world.watch(visit_id, left - timedelta(hours=11))
    assert len(world.commands("stop")) == 1


def test_session_that_does_not_stop_is_told_while_the_authorisation_holds(
    world: TerminalWorld,
) -> None:
    """Nothing is captured while it runs: a person has to go there."""
    visit_id = world.authorise()["authorisation_id"]
    number = world.starts(visit_id)
    payment = bootstrap.payments().get(bootstrap.visits().get(visit_id).payment_id)  # type: ignore[union-attr]
    assert payment is not None
    assert payment.expires_at is not None
    deadline = payment.expires_at - utc_now() - timedelta(hours=12)
    world.watch(visit_id, deadline + timedelta(minutes=1))
    world.watch(visit_id, deadline + timedelta(minutes=15))
    assert world.troubles == []
    for minutes in (17, 18, 60):
        world.watch(visit_id, deadline + timedelta(minutes=minutes))
    (trouble,) = world.troubles
    assert "Station CP1" in trouble.text
    session_id = world.session().session_id
    assert told_incidents() == [("terminal_not_stopped", "open", session_id)]
    stopped_at = trouble.at + timedelta(seconds=30)
    hear("session.stopped", stopped_at, station_id="CP1", session_id=session_id)
    assert told_incidents() == [("terminal_not_stopped", "resolved", session_id)]
    assert world.intent()["status"] == "requires_capture"
    world.stops(number, TEN_KWH)
    assert world.task("capture") == {"decision": "post"}
    world.task("post")
    assert world.posted() == [-GROSS, 0, NET, TAX]


def test_terminal_stops_its_session_but_cannot_cancel_it(world: TerminalWorld) -> None:
    visit_id = world.authorise()["authorisation_id"]
    assert world.call("POST", f"/authorisations/{visit_id}/stop").status == 409
    world.starts(visit_id)
    assert world.call("POST", f"/authorisations/{visit_id}/cancel").status == 409
    assert world.call("POST", f"/authorisations/{visit_id}/stop").status == 202
    assert world.call("POST", f"/authorisations/{visit_id}/stop").status == 202
    assert len(world.commands("stop")) == 1
    assert world.intent()["status"] == "requires_capture"


def test_start_that_was_asked_for_in_vain_leaves_no_token(world: TerminalWorld) -> None:
    visit_id = world.authorise()["authorisation_id"]
    token = bootstrap.services().tokens.get(visit_id)
    assert token is not None
    assert (token.status, token.driver_id) == (TokenStatus.ACCEPTED, None)
    world.call("POST", f"/authorisations/{visit_id}/cancel")
    assert bootstrap.services().tokens.get(visit_id) is None


def test_station_of_2_1_is_told_the_limit(world: TerminalWorld) -> None:
    world.connect("ocpp2.1")
    visit_id = world.authorise()["authorisation_id"]
    limit = {"max_cost_minor": 2000}
    assert world.commands("start") == [{"evse_id": 1, "token_id": visit_id, "limit": limit}]


def test_station_of_2_1_may_call_our_token_a_direct_payment(world: TerminalWorld) -> None:
    """C24: it was started with the token of our own terminal's visit, which is looked up."""
    world.connect("ocpp2.1")
    visit_id = world.authorise()["authorisation_id"]
    started = {
        "eventType": "Started",
        "timestamp": to_text(world.began),
        "triggerReason": "RemoteStart",
        "seqNo": 0,
        "transactionInfo": {"transactionId": "tx-1"},
        "evse": {"id": 1, "connectorId": 1},
        "idToken": {"idToken": visit_id, "type": "DirectPayment"},
    }
    answer = Station(protocol="ocpp2.1").call("TransactionEvent", started)
    assert answer["idTokenInfo"]["status"] == "Accepted"
    payer = world.session().payer
    assert payer is not None
    assert (payer.by_card, payer.psp_ref) == (True, None)
    assert world.shown(visit_id)["state"] == "charging"


@pytest.mark.parametrize("key", ["", "T-1.00", "T-2.00", "nonsense"])
def test_without_a_good_key_nothing_is_said(world: TerminalWorld, key: str) -> None:
    visit_id = world.authorise()["authorisation_id"]
    answer = world.call("GET", f"/authorisations/{visit_id}", key=key or "x")
    assert (answer.status, answer.headers["www-authenticate"]) == (401, "Bearer")


def test_another_terminal_sees_and_starts_nothing(world: TerminalWorld) -> None:
    visit_id = world.authorise()["authorisation_id"]
    world.key = other(world, "T-2")
    assert world.call("GET", f"/authorisations/{visit_id}").status == 404
    body = {"evse": EVSE, "amount": {"minor": 100, "currency": "EUR"}}
    assert world.call("POST", "/authorisations", body, "v1").status == 422


def test_keys_are_changed_over_and_refused_at_once_when_deleted(world: TerminalWorld) -> None:
    visit_id, old = world.authorise()["authorisation_id"], world.key
    world.key = other(world, "T-1", evses=[EVSE])
    path = f"/authorisations/{visit_id}"
    assert [world.call("GET", path, key=one).status for one in (old, world.key)] == [200, 200]
    terminal = bootstrap.terminals().get("T-1")
    assert terminal is not None
    stored = repr(terminal)
    assert old not in stored
    assert old.partition(".")[2] not in stored
    operator().delete(f"/terminals/T-1/keys/{terminal.keys[0].key_id}")
    assert [world.call("GET", path, key=one).status for one in (old, world.key)] == [401, 200]
    operator().delete("/terminals/T-1")
    assert world.call("GET", path).status == 401


def test_terminals_are_listed_without_their_secrets(world: TerminalWorld) -> None:
    key = other(world, "T-2")
    listed = operator().get("/terminals").json["items"]
    assert sorted(one["terminal_id"] for one in listed) == ["T-1", "T-2"]
    assert listed == [operator().get(f"/terminals/{one['terminal_id']}").json for one in listed]
    assert all(one["keys"] for one in listed)
    assert key.partition(".")[2] not in str(listed)


def other(world: TerminalWorld, terminal_id: str, evses: list[Any] | None = None) -> str:
    """Another key, of this or another terminal."""
    body = {"name": "Another", "evses": evses or []}
    assert operator().put(f"/terminals/{terminal_id}", body).status == 200
    key: str = operator().post(f"/terminals/{terminal_id}/keys").json["key"]
    return key


def operator() -> Any:
    return Caller("operator_api", {"sub": "operator-1", "cognito:groups": "[operators]"})
