"""A card at the terminal of a 2.1 station: accepted, priced, settled by it, booked once.

10 kWh at 0.59 net are 5.90, with 19 % VAT 7.021: 7.02 gross, so 1.12 of tax.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any
from unittest.mock import patch

import boto3
import pytest
from tests.architecture.gate import Gate
from tests.conftest import forget_services
from tests.functional.station import CONTEXT, Station
from tests.http_api import Answer, Caller
from tests.network import TOKEN, build_network
from tests.payments.incidents_of_terminals import told_incidents

from csms import bootstrap
from csms.adapters.dynamodb.stored_books import DynamoStoredBooks
from csms.bootstrap.connecting import table
from csms.charging.model import ChargingSession
from csms.charging.ports import SessionFilter
from csms.charging.vocabulary import SessionState
from csms.clock import to_text, utc_now
from csms.errors import Overtaken, Unavailable
from csms.receipts.settled import issue_receipt
from csms.reconciliation.fold import Fold
from csms.reconciliation.session_checks import Span, sessions_charged
from csms.terminals.troubles import TerminalTrouble
from csms.terminals.watching_stations import watch_station_payment
from scheduled_jobs import watch_terminals
from session_settlement import capture, post, rate, review

REF = "pi_3AbCdEf"
GROSS, NET, TAX = 702, 590, 112
DIRECT = {"idToken": REF, "type": "DirectPayment"}
ACCOUNTS = (
    "psp_clearing:at_stations:EUR",
    "expense:write_offs:EUR",
    "overpaid:at_stations:EUR",
    "revenue:site-1:energy:EUR",
    "vat:19:EUR",
)
BASE = "https://charge.example"


@dataclass
class Here:
    """A station of 2.1 with a terminal, and the workflow behind it."""

    gate: Gate
    began: datetime
    station: Station = field(default_factory=lambda: Station(protocol="ocpp2.1"))
    alerts: list[str] = field(default_factory=list)

    def event(
        self, kind: str, seq: int, wh: int, transaction: str = "tx-1", **more: Any
    ) -> dict[str, Any]:
        at = to_text(self.began + timedelta(minutes=20 * seq))
        payload = {
            "eventType": kind,
            "timestamp": at,
            "triggerReason": "Authorized" if kind == "Started" else "MeterValuePeriodic",
            "seqNo": seq,
            "transactionInfo": {"transactionId": transaction},
            "meterValue": [{"timestamp": at, "sampledValue": [{"value": wh}]}],
        }
        with self.gate.running("OcppMessageFunction"):
            return self.station.call("TransactionEvent", payload | more)

    def charges(self, wh: int = 10_000, transaction: str = "tx-1") -> dict[str, Any]:
        """A whole transaction; the answer to its end."""
        self.event(
            "Started", 0, 1_000, transaction, evse={"id": 2, "connectorId": 1}, idToken=DIRECT
        )
        return self.event("Ended", 1, 1_000 + wh, transaction)

    def tells(self, amount: float | str, status: str = "Settled", **more: Any) -> dict[str, Any]:
        """NotifySettlement."""
        payload = {
            "pspRef": REF,
            "status": status,
            "settlementAmount": amount,
            "settlementTime": to_text(self.began + timedelta(minutes=45)),
            "transactionId": "tx-1",
        } | more
        payload = {name: one for name, one in payload.items() if one is not None}
        with self.gate.running("OcppMessageFunction"):
            return self.station.call("NotifySettlement", payload)

    def session(self, transaction: str = "tx-1") -> ChargingSession:
        found = bootstrap.services().sessions.page(SessionFilter(), 10, None)[0]
        (one,) = [one for one in found if one.key.transaction_id == transaction]
        return one

    def task(self, name: str, transaction: str = "tx-1", **more: Any) -> Any:
        session = self.session(transaction)
        event = {"session_id": session.session_id, "station_id": "CP1"} | more
        event["transaction_id"] = transaction
        function, handler = {
            "rate": ("SessionRatingFunction", rate.handler),
            "capture": ("CardCaptureFunction", capture.handler),
            "post": ("TransferPostingFunction", post.handler),
            "review": ("SettlementReviewFunction", review.handler),
        }[name]
        with self.gate.running(function):
            return handler(event, CONTEXT)

    def settles(self, transaction: str = "tx-1") -> Any:
        """The steps of the workflow, up to where it waits or ends."""
        assert self.task("rate", transaction) == {"decision": "capture"}
        captured = self.task("capture", transaction)
        if captured["decision"] == "review":
            reason, stop = captured["reason"], captured["rated_stop"]
            self.task("review", transaction, reason=reason, rated_stop=stop)
        return self.task("post", transaction) if captured == {"decision": "post"} else captured

    def decide(self, **body: Any) -> Answer:
        path = f"/sessions/{self.session().session_id}/review"
        identity = {"sub": "operator-1", "cognito:groups": "[operators]"}
        with self.gate.running("ReviewDecisionFunction"):
            return Caller("operator_api", identity).post(path, {"reason": "looked"} | body)

    def watch(self, after: timedelta = timedelta()) -> None:
        needs = replace(
            bootstrap.watching_stations(),
            tell=self._tell,
            clock=lambda: utc_now() + after,
        )
        with self.gate.running("TerminalWatchFunction"):
            for place in needs.payments.due(needs.clock(), 10):
                watch_station_payment(place, needs)

    def _tell(self, trouble: TerminalTrouble) -> None:
        """The same once more is nothing."""
        bootstrap.watching_stations().tell(trouble)
        if trouble.text not in self.alerts:
            self.alerts.append(trouble.text)

    def posted(self) -> list[int]:
        found = [bootstrap.ledger().balances(one) for one in ACCOUNTS]
        return [one.posted_minor if one else 0 for one in found]


@pytest.fixture
def here(deployment: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Here]:
    topic = boto3.client("sns").create_topic(Name="alerts")
    monkeypatch.setenv("ALERTS_TOPIC_ARN", topic["TopicArn"])
    monkeypatch.setenv("PUBLIC_URL", BASE)
    forget_services()
    running = Here(Gate(), utc_now().replace(microsecond=0) - timedelta(minutes=70))
    build_network()
    yield running
    assert running.gate.refused == []


def test_card_pays_what_the_station_settled_and_gets_its_receipt(here: Here) -> None:
    asked = here.station.call("Authorize", {"idToken": DIRECT})
    assert asked["idTokenInfo"]["status"] == "Accepted"
    started = here.event("Started", 0, 1_000, evse={"id": 2, "connectorId": 1}, idToken=DIRECT)
    assert started["idTokenInfo"]["status"] == "Accepted"
    running = here.event("Updated", 1, 6_000)
    assert running["totalCost"] == Decimal("3.51")
    ended = here.event("Ended", 2, 11_000, idToken=DIRECT)
    assert ended["totalCost"] == Decimal("7.02")
    assert ended["idTokenInfo"]["status"] == "Accepted"
    assert here.settles() == {"decision": "wait", "wait_seconds": 15}

    company = {"name": "Muster GmbH", "address1": "Weg 1", "city": "Ort", "postalCode": "12345"}
    company |= {"country": "DE"}
    answer = here.tells(7.02, vatNumber="DE123456789", vatCompany=company)
    assert here.settles() == {"decision": "settled", "first": True}
    assert here.posted() == [-GROSS, 0, 0, NET, TAX]
    settled = here.session()
    assert settled.state is SessionState.SETTLED
    assert settled.payer is not None
    assert (settled.payer.psp_ref, settled.payer.driver_id) == (REF, None)

    with here.gate.running("ReceiptFunction"):
        receipt = issue_receipt(
            settled, utc_now(), bootstrap.documents(), bootstrap.checking(), bootstrap.composing()
        )
    assert receipt is not None
    assert answer == {"receiptUrl": f"{BASE}/client/v1/receipts/{receipt.token}"}
    token = answer["receiptUrl"].rpartition("/")[2]
    opened = Caller("client_api", None).get(f"/receipts/{token}").json
    assert opened["cost"]["gross"] == {"minor": GROSS, "currency": "EUR"}
    assert opened["driver_name"] == "Muster GmbH"
    assert opened["recipient_address"] == ["Weg 1", "12345 Ort", "DE"]
    assert opened["recipient_vat_number"] == "DE123456789"
    assert opened["payment"]["parts"] == {"terminal": {"minor": GROSS, "currency": "EUR"}}
    here.watch()
    assert here.alerts == []
    assert bootstrap.station_payments().due(utc_now() + timedelta(days=1), 10) == []


@pytest.mark.parametrize("when", ["before the start", "before the end", "after the end"])
def test_settlement_may_be_told_at_any_time_and_again(here: Here, when: str) -> None:
    links = []
    if when == "before the start":
        links += [here.tells(7.02)]
    here.event("Started", 0, 1_000, evse={"id": 2, "connectorId": 1}, idToken=DIRECT)
    if when == "before the end":
        links += [here.tells(7.02)]
    here.event("Ended", 1, 11_000)
    links += [here.tells(7.02, transactionId=None), here.tells(7.02)]
    here.settles()
    links += [here.tells(7.02)]
    for step in ("capture", "post", "rate", "capture", "post"):
        here.task(step)
    assert here.posted() == [-GROSS, 0, 0, NET, TAX]
    assert len({link["receiptUrl"] for link in links}) == 1
    here.watch()
    assert here.alerts == []


def test_less_than_due_is_written_off_and_shown(here: Here) -> None:
    here.charges()
    here.tells(5)
    here.settles()
    assert here.posted() == [-500, 500 - GROSS, 0, NET, TAX]
    assert "paid_short" in here.session().settlement.flags  # type: ignore[union-attr]


def test_more_than_due_is_for_a_person_and_stays_owed(here: Here) -> None:
    here.charges()
    here.tells(8)
    assert here.settles()["reason"] == "the terminal has taken 800, 702 are due (minor units)"
    assert here.posted() == [0] * 5
    refused = here.decide(decision="waive")
    assert refused.status == 409
    assert "the terminal has taken money" in refused.json["detail"]
    assert here.decide(decision="settle_at_energy", energy_wh=10_000).status == 200
    assert here.posted() == [-800, 0, 98, NET, TAX]
    now, settings = utc_now(), bootstrap.settings()
    stored = DynamoStoredBooks(table(settings.ledger_table), table(settings.payments_table))
    span = Span(here.began - timedelta(hours=1), now)
    found = sessions_charged(Fold(now).take(stored.ledger()), span, bootstrap.services().sessions)
    assert (found.looked_at, found.gaps) == (1, [])


@pytest.mark.parametrize("status", ["Canceled", "Rejected", "Failed"])
def test_what_was_not_paid_is_for_a_person(here: Here, status: str) -> None:
    here.charges()
    assert here.tells(7.02, status) == {}
    assert here.settles()["reason"] == (
        f"the terminal's payment is {status}, 702 (minor units) are due"
    )
    assert here.decide(decision="waive").status == 200
    assert here.posted() == [0] * 5


def test_settlement_of_nothing_pays_nothing(here: Here) -> None:
    here.charges()
    here.tells(0)
    assert here.settles()["reason"] == "the terminal has taken 0, 702 are due (minor units)"


def test_station_that_tells_more_at_that_moment_is_heard_first(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The workflow rates the session again."""
    here.charges()
    here.tells(7.02)
    with monkeypatch.context() as race:

        def overtaken(*_: Any) -> Any:
            raise Overtaken("it tells more")

        race.setattr(type(bootstrap.station_payments()), "save", overtaken)
        with pytest.raises(Overtaken):
            here.task("capture")
    here.settles()
    assert here.posted() == [-GROSS, 0, 0, NET, TAX]


def test_failed_settlement_that_succeeds_later_is_booked(here: Here) -> None:
    here.charges()
    here.tells(7.02, "Failed")
    here.tells(7.02, settlementTime=to_text(here.began + timedelta(minutes=50)))
    here.settles()
    assert here.posted() == [-GROSS, 0, 0, NET, TAX]


def test_person_may_say_that_it_was_paid_all_the_same(here: Here) -> None:
    """The operator has got the money from the provider, by the reference (C22)."""
    here.charges()
    here.tells(7.02, "Failed")
    here.settles()
    assert here.decide(decision="settle_at_energy", energy_wh=10_000).status == 200
    assert here.posted() == [-GROSS, 0, 0, NET, TAX]


@pytest.mark.parametrize("told", [None, "Canceled"])
def test_nothing_due_needs_no_settlement(here: Here, told: str | None) -> None:
    """C20: the driver cancelled before energy flowed."""
    here.charges(wh=0)
    if told:
        here.tells(0, told)
    assert here.settles() == {"decision": "settled", "first": True}
    assert here.posted() == [0] * 5
    here.watch()
    assert here.alerts == []


def test_another_amount_under_the_same_reference_is_never_booked(here: Here) -> None:
    here.charges()
    here.tells(7.02)
    here.tells(6)
    assert here.settles()["reason"] == "the terminal has told Settled 6 and Settled 7.02"
    assert here.posted() == [0] * 5
    here.watch()
    here.watch()
    (alert,) = here.alerts
    assert "Settled 6 and Settled 7.02" in alert


def test_other_amount_after_the_settlement_changes_nothing_and_is_told(here: Here) -> None:
    here.charges()
    here.tells(7.02)
    here.settles()
    here.watch()
    here.tells(9)
    here.watch()
    here.watch()
    assert len(here.alerts) == 1
    for step in ("rate", "post"):
        here.task(step)
    assert here.posted() == [-GROSS, 0, 0, NET, TAX]


def test_one_authorisation_pays_for_one_session(here: Here) -> None:
    here.charges()
    here.tells(7.02, transactionId=None)
    here.settles()
    again = here.station.call("Authorize", {"idToken": DIRECT})
    assert again["idTokenInfo"]["status"] == "Blocked"
    here.charges(transaction="tx-2")
    assert "another session" in here.settles("tx-2")["reason"]
    assert here.posted() == [-GROSS, 0, 0, NET, TAX]


def test_settlement_of_another_transaction_pays_nothing_here(here: Here) -> None:
    here.charges()
    here.tells(7.02, transactionId="tx-9")
    assert "another session" in here.settles()["reason"]


def test_settlement_that_is_never_told_is_for_a_person_in_the_end(here: Here) -> None:
    here.charges()
    stopped = here.session().stop
    assert stopped is not None
    for hours, decision in ((11, "wait"), (13, "review")):
        late = stopped.received_at + timedelta(hours=hours)
        later = replace(bootstrap.services(), clock=partial(datetime.fromisoformat, str(late)))
        with patch.object(capture, "services", partial(replace, later)):
            assert here.task("capture")["decision"] == decision


def test_settlement_told_after_the_review_is_shown_to_the_operator(here: Here) -> None:
    here.charges()
    here.task("review", reason="the station never told")
    here.tells(7.02)
    here.watch()
    here.watch(timedelta(hours=1))
    (alert,) = here.alerts
    assert "told after that" in alert
    session_id = here.session().session_id
    assert told_incidents() == [("terminal_payment", "open", session_id)]
    assert here.decide(decision="settle_at_energy", energy_wh=10_000).status == 200
    assert here.posted() == [-GROSS, 0, 0, NET, TAX]
    here.watch(timedelta(hours=2))
    assert told_incidents() == [("terminal_payment", "resolved", session_id)]


def test_look_that_is_overtaken_tells_nothing_that_nobody_takes_back(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.charges()
    here.task("review", reason="the station never told")
    here.tells(7.02)
    with monkeypatch.context() as race:

        def overtaken(*_: Any) -> Any:
            raise Overtaken("it tells more")

        race.setattr(type(bootstrap.station_payments()), "save", overtaken)
        with pytest.raises(Overtaken):
            here.watch()
    assert here.decide(decision="settle_at_energy", energy_wh=10_000).status == 200
    here.watch(timedelta(hours=1))
    assert [one for one in told_incidents() if one[1] == "open"] == []


def test_trouble_that_could_not_be_told_is_told_at_the_next_look(here: Here) -> None:
    here.charges()
    here.task("review", reason="the station never told")
    here.tells(7.02)
    silent = patch.object(Here, "_tell", side_effect=Unavailable("throttled"))
    with silent, pytest.raises(Unavailable):
        here.watch()
    here.watch(timedelta(minutes=2))
    session_id = here.session().session_id
    assert told_incidents() == [("terminal_payment", "open", session_id)]


def test_money_without_a_session_is_shown_after_a_day(here: Here) -> None:
    here.tells(7.02)
    here.watch(timedelta(hours=23))
    assert here.alerts == []
    here.watch(timedelta(hours=25))
    assert "no session is known" in here.alerts[0]
    here.watch(timedelta(days=8))
    assert bootstrap.station_payments().due(utc_now() + timedelta(days=9), 10) == []


def test_cancelled_before_the_start_is_nothing_to_look_at(here: Here) -> None:
    """C19."""
    here.tells(0, "Canceled", transactionId=None)
    due = patch.object(watch_terminals, "utc_now", lambda: utc_now() + timedelta(minutes=1))
    with due, here.gate.running("TerminalWatchFunction"):
        watch_terminals.handler({}, CONTEXT)
    assert bootstrap.station_payments().due(utc_now() + timedelta(days=1), 10) == []


def test_reference_that_reads_like_a_drivers_token_charges_no_driver(here: Here) -> None:
    mine = {"idToken": TOKEN, "type": "DirectPayment"}
    here.event("Started", 0, 1_000, evse={"id": 2, "connectorId": 1}, idToken=mine)
    session = here.session()
    assert session.payer is not None
    assert (session.payer.driver_id, session.payer.psp_ref) == (None, TOKEN)


def test_session_that_began_without_a_card_is_paid_by_the_one_that_comes(here: Here) -> None:
    here.event("Started", 0, 1_000, evse={"id": 2, "connectorId": 1})
    answer = here.event("Updated", 1, 1_000, idToken=DIRECT)
    assert answer["idTokenInfo"]["status"] == "Accepted"
    here.event("Ended", 2, 11_000)
    here.tells(7.02)
    here.settles()
    assert here.posted() == [-GROSS, 0, 0, NET, TAX]


def test_amount_that_is_none_of_the_currency_is_for_a_person(here: Here) -> None:
    here.charges()
    here.tells(7.021)
    assert here.settles()["reason"] == "the terminal has taken 7.021, which is no amount of EUR"
