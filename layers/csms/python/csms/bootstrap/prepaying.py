"""What keeps sessions within their drivers' balances."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from csms.bootstrap.accounting import holds, ledger
from csms.bootstrap.connecting import settings
from csms.bootstrap.shared import services
from csms.bootstrap.station_links import requesting

if TYPE_CHECKING:
    from csms.balance.guarding import Guarding


@cache
def guarding() -> Guarding:
    """The guard; what asks stations is loaded by the first session that is to be stopped."""
    from csms.balance.guarding import Guarding

    shared = services()
    return Guarding(
        ledger(),
        holds(),
        shared.sessions,
        requesting,
        shared.clock,
        settings().balance_step,
        on_credit=settings().minimum_balance == 0,
    )
