"""Which tariffs hold where, in memory."""

from collections.abc import Iterable

from csms.tariffs.rules import Rule, RuleSet, Spot


class MemoryAssignments:
    """AssignmentRepository over a dict."""

    def __init__(self) -> None:
        """Start without rules."""
        self._found: dict[Spot, RuleSet] = {}
        self._currency: str | None = None

    def at(self, spot: Spot) -> RuleSet:
        """See the port."""
        return self._found.get(spot, RuleSet())

    def of_many(self, spots: Iterable[Spot]) -> dict[Spot, RuleSet]:
        """See the port."""
        return {one: self.at(one) for one in spots}

    def put(self, spot: Spot, rules: tuple[Rule, ...], version: int) -> bool:
        """See the port."""
        if self.at(spot).version != version:
            return False
        self._found[spot] = RuleSet(rules, version + 1)
        return True

    def currency(self) -> str | None:
        """See the port."""
        return self._currency

    def claim_currency(self, currency: str) -> str:
        """See the port."""
        self._currency = self._currency or currency
        return self._currency
