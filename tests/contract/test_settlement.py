from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.builders import KEY, a_hold, a_payer, a_settlement, a_start, a_stop, a_transfer, minutes

from csms.charging.costs import CostLine, Doubted, IdleProof, TaxShare
from csms.charging.ports import SessionFilter
from csms.charging.settled import Decided, Settlement
from csms.charging.vocabulary import SessionState
from csms.errors import Conflict, Overtaken
from csms.ledger import chart
from csms.ledger.holds import closed, ending
from csms.ledger.model import Balances, Transfer

if TYPE_CHECKING:
    from tests.contract.conftest import Ports

WALLET, REVENUE = chart.wallet("driver-1"), chart.revenue("site-1", "EUR")
SETTLEMENT = a_settlement(
    net_minor=340,
    tax_minor=60,
    gross_minor=400,
    lines=(
        CostLine("energy", "5", "0.35", "19", "1.75", 150, 179),
        CostLine("parking_time", "0.5", "12", "0", "4", 190, 221, waived="2"),
    ),
    taxes=(TaxShare("0", 190, 0), TaxShare("19", 150, 60)),
    limit="max_price",
    idle_seconds_billed=1800,
    idle=(
        IdleProof(minutes(10), minutes(40), minutes(9), "suspended_ev", "unplugged"),
        IdleProof(minutes(50), minutes(55), None, None, "last_proof"),
    ),
    doubts=(Doubted("gap", minutes(1), minutes(9), 2),),
    fingerprint="digest",
    transfer_id="chg:1",
    flags=frozenset({"final_reading_estimated"}),
)


def a_charge(transfer_id: str = "chg:1") -> Transfer:
    return a_transfer(transfer_id, (WALLET, -400), (REVENUE, 400))


def fund(ports: "Ports", minor: int = 1000) -> None:
    ports.ledger.post(a_transfer("fund", (WALLET, minor), (chart.opening("EUR"), -minor)))


def end_session(ports: "Ports") -> None:
    ports.sessions.record_start(a_start())
    ports.sessions.record_stop(a_stop())


def settlement_of(ports: "Ports") -> Settlement | None:
    session = ports.sessions.get(KEY)
    return session.settlement if session else None


def available(ports: "Ports", account_id: str) -> int | None:
    balances = ports.ledger.balances(account_id)
    return balances.available_minor if balances else None


def test_settlement_posts_and_marks_the_session(ports: "Ports") -> None:
    fund(ports)
    end_session(ports)
    assert ports.settlements.settle(KEY, SETTLEMENT, a_charge())
    assert settlement_of(ports) == SETTLEMENT
    assert (available(ports, WALLET), available(ports, REVENUE)) == (600, 400)
    session = ports.sessions.get(KEY)
    assert session is not None
    assert (session.state, session.energy_wh) == (SessionState.SETTLED, 5000)
    assert session.flags == {"final_reading_estimated"}


def test_session_is_settled_once(ports: "Ports") -> None:
    fund(ports)
    end_session(ports)
    assert ports.settlements.settle(KEY, SETTLEMENT, a_charge())
    assert not ports.settlements.settle(KEY, a_settlement(1), a_charge())
    assert not ports.settlements.settle(KEY, a_settlement(1), a_charge("chg:2"))
    assert not ports.settlements.settle(KEY, a_settlement(1), None)
    assert settlement_of(ports) == SETTLEMENT
    assert available(ports, WALLET) == 600
    assert ports.ledger.transfer("chg:2") is None


def test_session_without_stop_is_never_settled(ports: "Ports") -> None:
    fund(ports)
    ports.sessions.record_start(a_start())
    assert not ports.settlements.settle(KEY, SETTLEMENT, a_charge())
    assert not ports.settlements.settle(KEY, a_settlement(0), None)
    assert settlement_of(ports) is None
    assert (available(ports, WALLET), available(ports, REVENUE)) == (1000, None)


def test_unknown_session_is_never_settled(ports: "Ports") -> None:
    fund(ports)
    assert not ports.settlements.settle(KEY, SETTLEMENT, a_charge())
    assert ports.sessions.get(KEY) is None
    assert available(ports, WALLET) == 1000


def test_wallet_that_changed_meanwhile_leaves_the_session_open(ports: "Ports") -> None:
    fund(ports, 399)
    end_session(ports)
    with pytest.raises(Conflict):
        ports.settlements.settle(KEY, SETTLEMENT, a_charge())
    assert settlement_of(ports) is None
    assert (available(ports, WALLET), available(ports, REVENUE)) == (399, None)
    assert ports.ledger.transfer("chg:1") is None


def test_settlement_without_money_marks_the_session(ports: "Ports") -> None:
    end_session(ports)
    review = a_settlement(0, outcome=SessionState.REVIEW, currency=None, reason="no tariff")
    assert ports.settlements.settle(KEY, review, None)
    assert settlement_of(ports) == review
    assert not ports.settlements.settle(KEY, review, None)


def test_facts_after_the_settlement_do_not_change_it(ports: "Ports") -> None:
    ports.sessions.record_stop(a_stop())
    ports.settlements.settle(KEY, a_settlement(1234, flags=frozenset()), None)
    ports.sessions.record_payer(KEY, a_payer("driver-2", order="1"))
    ports.sessions.record_start(a_start(payer=None))
    session = ports.sessions.get(KEY)
    assert session is not None
    assert (session.state, session.energy_wh) == (SessionState.SETTLED, 1234)
    assert session.payer is None


def test_settlement_that_rests_on_another_stop_is_overtaken(ports: "Ports") -> None:
    fund(ports)
    ports.sessions.record_start(a_start())
    ports.sessions.record_stop(a_stop(stop_key="guess", estimated=True))
    ports.sessions.record_stop(a_stop())
    for transfer in (a_charge(), None):
        with pytest.raises(Overtaken):
            ports.settlements.settle(KEY, SETTLEMENT, transfer, "guess")
    assert settlement_of(ports) is None
    assert available(ports, WALLET) == 1000
    assert ports.ledger.transfer("chg:1") is None
    assert ports.settlements.settle(KEY, SETTLEMENT, a_charge(), "stop")
    assert not ports.settlements.settle(KEY, SETTLEMENT, a_charge(), "guess")


def test_settlement_keeps_what_was_missing(ports: "Ports") -> None:
    end_session(ports)
    settlement = a_settlement(missing_seq_nos=(3, 4))
    assert ports.settlements.settle(KEY, settlement, None)
    assert settlement_of(ports) == settlement


def test_settlement_takes_from_the_hold_of_the_session(ports: "Ports") -> None:
    fund(ports)
    end_session(ports)
    hold = ports.holds.place(a_hold(300))
    charge = a_charge()
    end = ending(hold, charge, minutes(70))
    assert ports.settlements.settle(KEY, SETTLEMENT, charge, None, end)
    assert not ports.settlements.settle(KEY, SETTLEMENT, charge, None, end)
    assert ports.ledger.balances(WALLET) == Balances(WALLET, "EUR", 600)
    assert ports.holds.hold("hld:1") == end.after


def test_settlement_without_money_gives_the_hold_back(ports: "Ports") -> None:
    fund(ports)
    end_session(ports)
    hold = ports.holds.place(a_hold(300))
    end = ending(hold, None, minutes(70))
    assert ports.settlements.settle(KEY, a_settlement(0), None, None, end)
    assert ports.ledger.balances(WALLET) == Balances(WALLET, "EUR", 1000)


def test_settlement_without_money_closes_the_id_of_its_hold(ports: "Ports") -> None:
    fund(ports)
    end_session(ports)
    end = closed("hld:1", WALLET, "EUR", "session-1", minutes(70))
    assert ports.settlements.settle(KEY, a_settlement(0), None, None, end)
    assert ports.holds.hold("hld:1") == end.after
    assert ports.ledger.balances(WALLET) == Balances(WALLET, "EUR", 1000)


@pytest.mark.parametrize("charge", [a_charge(), None])
def test_settlement_rests_on_the_hold_that_was_read(
    ports: "Ports", charge: Transfer | None
) -> None:
    fund(ports)
    end_session(ports)
    hold = ports.holds.place(a_hold(300))
    ports.holds.extend(hold, 400, minutes(99))
    never = closed("hld:1", WALLET, "EUR", "session-1", minutes(70))
    for end in (ending(hold, charge, minutes(70)), never):
        with pytest.raises(Conflict):
            ports.settlements.settle(KEY, SETTLEMENT, charge, None, end)
    assert settlement_of(ports) is None
    assert ports.ledger.balances(WALLET) == Balances(WALLET, "EUR", 600, 400)


def test_a_charge_that_is_posted_already_leaves_the_session_alone(ports: "Ports") -> None:
    fund(ports)
    end_session(ports)
    ports.ledger.post(a_charge())
    assert not ports.settlements.settle(KEY, SETTLEMENT, a_charge())
    assert settlement_of(ports) is None
    assert available(ports, WALLET) == 600


def test_session_in_review_is_settled_as_decided_once(ports: "Ports") -> None:
    fund(ports)
    end_session(ports)
    review = a_settlement(0, outcome=SessionState.REVIEW, currency=None, reason="no tariff")
    decided = replace(SETTLEMENT, decided=Decided("settle_at_energy", "me", minutes(90), "seen"))
    assert not ports.settlements.settle(KEY, decided, a_charge(), reviewed=True)
    assert ports.settlements.settle(KEY, review, None)
    assert not ports.settlements.settle(KEY, decided, a_charge())
    assert settlement_of(ports) == review
    assert ports.settlements.settle(KEY, decided, a_charge(), reviewed=True)
    assert not ports.settlements.settle(KEY, replace(decided, gross_minor=1), None, reviewed=True)
    assert not ports.settlements.settle(KEY, review, None)
    assert settlement_of(ports) == decided
    assert available(ports, WALLET) == 600


def test_sessions_in_review_are_listed_until_they_are_decided(ports: "Ports") -> None:
    wanted = SessionFilter(in_review=True)
    end_session(ports)
    assert ports.sessions.page(wanted, 5, None) == ([], None)
    review = a_settlement(0, outcome=SessionState.REVIEW, currency=None, reason="no tariff")
    ports.settlements.settle(KEY, review, None)
    shown, _ = ports.sessions.page(wanted, 5, None)
    assert [one.key for one in shown] == [KEY]
    assert ports.sessions.page(SessionFilter(unsettled=True), 5, None) == ([], None)
    ports.settlements.settle(KEY, SETTLEMENT, None, reviewed=True)
    assert ports.sessions.page(wanted, 5, None) == ([], None)
