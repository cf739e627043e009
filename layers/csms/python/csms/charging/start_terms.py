"""What a start is charged by, and what its driver has: one read, since a start may cost three."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from csms.charging.credit import Accounts, CreditRules
from csms.ledger.model import Balances
from csms.tariffs.model import Tariff


@dataclass(frozen=True, slots=True)
class StartTerms:
    """`tariff` raises Rejected for one that cannot be read."""

    tariff: Callable[[], Tariff | None]
    accounts: Mapping[str, Balances]


class StartTermsReader(Protocol):
    """One round trip for a tariff and a driver's accounts."""

    def read(self, tariff_id: str | None, driver_id: str) -> StartTerms:
        """The current version of the tariff, and what the driver has."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Where the terms of starts stand, and what is asked of drivers."""

    rules: CreditRules
    reader: StartTermsReader

    def of(self, driver_id: str) -> "TermsOfDriver":
        """Those of one start."""
        return TermsOfDriver(self, driver_id)


@dataclass(slots=True)
class TermsOfDriver:
    """The tariffs of one start, which brings its driver's accounts along."""

    terms: Terms
    driver_id: str
    accounts: Accounts | None = field(default=None)

    def current(self, tariff_id: str) -> Tariff | None:
        """`csms.tariffs.ports.TariffRepository.current`."""
        return self._read(tariff_id).tariff()

    def lacks(self) -> bool:
        """Whether the driver may not start: no request where a tariff was read."""
        if self.accounts is None:
            self._read(None)
        return self.terms.rules.lack(self.driver_id, self.accounts or {}) is not None

    def _read(self, tariff_id: str | None) -> StartTerms:
        found = self.terms.reader.read(tariff_id, self.driver_id)
        self.accounts = found.accounts
        return found
