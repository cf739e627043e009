"""The tariff of a start and what its driver has, read in one request over two tables."""

from __future__ import annotations

from csms.adapters.dynamodb.ledger_items import balance_place, balances_from
from csms.adapters.dynamodb.table import Table, batch_get, key
from csms.adapters.dynamodb.tariffs import current_place
from csms.charging.credit import accounts_of
from csms.charging.start_terms import StartTerms
from csms.tariffs.document import tariff_from_text
from csms.tariffs.model import Tariff


class DynamoStartTerms:
    """StartTermsReader by BatchGetItem."""

    def __init__(self, directory: Table, ledger: Table) -> None:
        """The two tables, of one client."""
        self._directory, self._ledger = directory, ledger

    def read(self, tariff_id: str | None, driver_id: str) -> StartTerms:
        """See the port."""
        places = [balance_place(one) for one in accounts_of(driver_id)]
        wanted = {self._ledger.name: [key(*one) for one in places]}
        if tariff_id is not None:
            wanted[self._directory.name] = [key(*current_place(tariff_id))]
        found = batch_get(self._directory.client, wanted)
        documents = [one["document"] for one in found.get(self._directory.name, ())]
        balances = {(one["pk"], one["sk"]): one for one in found[self._ledger.name]}

        def tariff() -> Tariff | None:
            return tariff_from_text(documents[0]) if documents else None

        return StartTerms(tariff, balances_from(balances))
