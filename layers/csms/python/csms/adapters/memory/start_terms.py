"""The tariff of a start and what its driver has, out of the repositories."""

from dataclasses import dataclass
from functools import partial

from csms.charging.credit import AccountReader, accounts_of
from csms.charging.start_terms import StartTerms
from csms.tariffs.model import Tariff
from csms.tariffs.ports import TariffRepository


@dataclass(frozen=True, slots=True)
class MemoryStartTerms:
    """StartTermsReader over repositories."""

    tariffs: TariffRepository
    accounts: AccountReader

    def read(self, tariff_id: str | None, driver_id: str) -> StartTerms:
        """See the port."""
        found = self.accounts.balances_of(accounts_of(driver_id))
        return StartTerms(partial(self._current, tariff_id), found)

    def _current(self, tariff_id: str | None) -> Tariff | None:
        return self.tariffs.current(tariff_id) if tariff_id is not None else None
