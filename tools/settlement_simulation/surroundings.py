"""Everything around the code under test, put together; the stories of what happened."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from csms.terminals.troubles import TerminalTrouble
from settlement_simulation.delivering import Deliveries
from settlement_simulation.deployment import Stores
from settlement_simulation.deployment_money import MoneyDeployment
from settlement_simulation.engine import Engine
from settlement_simulation.functions import Functions
from settlement_simulation.provider import Provider
from settlement_simulation.virtual_time import Agenda
from settlement_simulation.wallets import Wallets
from settlement_simulation.workers import Workers

if TYPE_CHECKING:
    from datetime import datetime

    from settlement_simulation.chance import Chance

STOP = "stop"


class Alerts:
    """What reaches the operator."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.sent: list[tuple[str, str]] = []

    def send(self, subject: str, text: str) -> None:
        """In the place of the alerts' topic."""
        self.sent.append((subject, text))

    def tell(self, trouble: TerminalTrouble) -> None:
        """In the place of the table whose stream makes incidents."""
        self.sent.append((trouble.kind.value, trouble.text))


class Surroundings:
    """One world's parts. `stories` is kept only where somebody wants to read it."""

    def __init__(self, chance: Chance, *, keep_stories: bool = False) -> None:
        """Empty, at the beginning of virtual time."""
        self.chance = chance
        self.agenda, self.workers, self.alerts = Agenda(), Workers(), Alerts()
        self.wallets = Wallets(self.agenda.clock)
        self.functions = Functions(self.workers)
        self.bus = self.payment_checks = self._deliveries = Deliveries(self)
        self.provider = Provider(self.agenda, chance, self._deliveries.told)
        self.workflow = Engine(self)
        self.stores = Stores(self)
        self.deployment = MoneyDeployment(self.stores, self, chance, self.workers)
        self.ocpp = self.deployment.ocpp_services()
        self.judged_at: dict[str, datetime] = {}
        self.stories: defaultdict[str, list[str]] = defaultdict(list)
        self._keep_stories = keep_stories
        self._numbers = 0

    def changed(self, before: dict[str, Any] | None, after: dict[str, Any]) -> None:
        """A session's item changed; noted is when it was judged, before anybody decides anew."""
        if "session_id" not in after:
            return self._deliveries.changed(before, after)
        if "settlement" in after:
            self.judged_at.setdefault(after["session_id"], self.agenda.now)
        if self._keep_stories:
            new = {name for name in after if name not in (before or {})}
            self.say(after["session_id"], f"stored: {', '.join(sorted(new))}")
        return self._deliveries.changed(before, after)

    def wallet_changed(self, account_id: str, available_minor: int) -> None:
        """A wallet's item changed."""
        self.wallets.changed(account_id, available_minor)
        self._deliveries.wallet_changed(account_id)

    def next_number(self) -> int:
        """A number that is not used again."""
        self._numbers += 1
        return self._numbers

    def say(self, about: str, what: str) -> None:
        """A line of a story."""
        if self._keep_stories:
            self.stories[about].append(f"{self.agenda.now:%d %H:%M:%S} {what}")

    def stop_asked(self, station_id: str, transaction_id: str) -> bool:
        """Whether the station was asked to stop this transaction."""
        return any(
            one.action == STOP and str(one.payload.get("transaction_id")) == transaction_id
            for one in self.stores.commands.of_station(station_id)
        )
