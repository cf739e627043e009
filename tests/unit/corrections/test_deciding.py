"""What is done about another price, by who paid."""

from dataclasses import replace

import pytest
from tests.builders import KEY, NOW, a_payer, a_settlement, a_start, a_stop, minutes

from csms.adapters.memory.ledger import MemoryLedger
from csms.adapters.memory.sessions import MemorySessions
from csms.adapters.memory.settlement import MemorySettlements
from csms.charging.corrections import Outcome
from csms.charging.model import ChargingSession
from csms.charging.payer import Payer
from csms.corrections.deciding import Charged, decide
from csms.corrections.policy import Policy
from csms.drivers.visitors import visit_id_of
from csms.settlement.finality import FinalEnergy
from csms.settlement.rating import Rated

FREE, BY_STATION = FinalEnergy(0, 0), replace(a_payer(), driver_id=None, psp_ref="pi_1")
CARD = replace(a_payer(), driver_id=None, token_id=visit_id_of("p"))


def settled(payer: Payer) -> ChargingSession:
    sessions = MemorySessions(lambda: NOW)
    sessions.record_start(a_start(payer=payer))
    sessions.record_stop(a_stop())
    MemorySettlements(sessions, MemoryLedger()).settle(KEY, a_settlement(gross_minor=100), None)
    found = sessions.get(KEY)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("payer", "charged_minor", "outcome"),
    [
        (a_payer(), 100, Outcome.CREDITED),
        (CARD, 100, Outcome.CREDITED),
        (BY_STATION, 100, Outcome.REVIEW),
        (CARD, -100, Outcome.WAIVED),
        (BY_STATION, -100, Outcome.WAIVED),
        (a_payer(), -100, Outcome.CHARGED),
    ],
)
def test_who_paid_decides_what_a_machine_may_do(
    payer: Payer, charged_minor: int, outcome: Outcome
) -> None:
    """By all facts it is free: what is charged was too much, or (below zero) too little."""
    session = settled(payer)
    found = decide(
        session, Rated(session, FREE, None), Charged(charged_minor), minutes(90), Policy()
    )
    assert found is not None
    assert found.outcome is outcome
    assert found.difference_minor == (-charged_minor if found.reason is None else 0)
    by_hand = Charged(charged_minor, by_hand=True)
    left = decide(session, Rated(session, FREE, None), by_hand, minutes(90), Policy())
    assert left is not None
    assert left.outcome is Outcome.REVIEW
