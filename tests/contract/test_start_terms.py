"""A tariff and a driver's accounts in one read; what a repository of accounts says of several."""

from typing import TYPE_CHECKING

import pytest
from tests.builders import a_hold, a_tariff, a_transfer

from csms import bootstrap
from csms.adapters.memory.start_terms import MemoryStartTerms
from csms.charging.credit import accounts_of
from csms.charging.start_terms import StartTermsReader
from csms.ledger import chart

if TYPE_CHECKING:
    from tests.contract.conftest import Ports

WALLET, RECEIVABLE = accounts_of("driver-1")


@pytest.fixture(params=["memory", "dynamodb"])
def reader(ports: "Ports", request: pytest.FixtureRequest) -> StartTermsReader:
    """That of the deployment over the tables of `ports`, or one over the ports themselves."""
    if request.param == "memory" or "memory" in request.node.callspec.id:
        return MemoryStartTerms(ports.tariffs, ports.ledger)
    return bootstrap.start_terms().reader


def fund(ports: "Ports") -> None:
    ports.ledger.post(a_transfer("fund", (WALLET, 700), (chart.opening("EUR"), -700)))
    ports.holds.place(a_hold(200))


def test_both_are_found(ports: "Ports", reader: StartTermsReader) -> None:
    ports.tariffs.put(a_tariff())
    fund(ports)
    found = reader.read("ac", "driver-1")
    assert found.tariff() == ports.tariffs.current("ac")
    assert found.accounts == {WALLET: ports.ledger.balances(WALLET)}
    assert found.accounts[WALLET].available_minor == 500


def test_what_is_not_there_is_absent(ports: "Ports", reader: StartTermsReader) -> None:
    for tariff_id in ("ac", None):
        found = reader.read(tariff_id, "driver-1")
        assert found.tariff() is None
        assert found.accounts == {}


def test_several_accounts_in_one_request(ports: "Ports") -> None:
    fund(ports)
    assert ports.ledger.balances_of([WALLET, RECEIVABLE]) == {WALLET: ports.ledger.balances(WALLET)}
    ports.holds.place(a_hold(500, hold_id="hld:2"))
    ports.ledger.post(a_transfer("debt", (RECEIVABLE, -10), (chart.opening("EUR"), 10)))
    found = ports.ledger.balances_of([WALLET, RECEIVABLE])
    assert found == {one: ports.ledger.balances(one) for one in (WALLET, RECEIVABLE)}
    assert ports.ledger.balances_of([]) == {}
