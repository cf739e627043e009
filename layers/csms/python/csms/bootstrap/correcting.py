"""What late facts of settled sessions lead to."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from csms.bootstrap.accounting import ledger
from csms.bootstrap.connecting import clock, settings, table
from csms.bootstrap.paperwork import documents
from csms.bootstrap.shared import services

if TYPE_CHECKING:
    from csms.corrections.correcting import Correcting, Rating


@cache
def correcting(rate: Rating) -> Correcting:
    """What corrects sessions that `rate` finds another price for."""
    from datetime import timedelta

    from csms.adapters.dynamodb.corrections import DynamoCorrections
    from csms.corrections.correcting import Correcting
    from csms.corrections.policy import Policy

    known = settings()
    store = DynamoCorrections(table(known.sessions_table), table(known.ledger_table))
    days = min(known.correction_days, known.telemetry_retention_days - 1)
    policy = Policy(
        automatic=known.late_facts == "correct",
        charge_most=known.correction_charge_most,
        within=timedelta(days=days),
    )
    sessions = services().sessions
    return Correcting(sessions, documents(), ledger(), store, rate, policy, clock())
