"""What a station says of cost and limits itself (2.1 I12, E16): kept and shown, never billed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class CostReport:
    """`costDetails` and `transactionLimit` of TransactionEvent, as they came."""

    details: Mapping[str, Any] | None = None
    limit: Mapping[str, Any] | None = None

    def over(self, older: "CostReport | None") -> "CostReport":
        """This one, with what only the older one says."""
        if older is None:
            return self
        details = older.details if self.details is None else self.details
        return CostReport(details, older.limit if self.limit is None else self.limit)
