"""Storing which tariff holds where."""

from dataclasses import dataclass

from csms.errors import Conflict, Rejected
from csms.stations.model import CurrentType, Station
from csms.tariffs.ports import AssignmentRepository, TariffRepository
from csms.tariffs.rule_checks import Tariffs, check_rules
from csms.tariffs.rules import Rule, RuleSet, Spot, with_general

ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class Assigning:
    """Where rules go, and the tariffs that they may name."""

    rules: AssignmentRepository
    tariffs: TariffRepository


def assign(
    spot: Spot,
    wanted: tuple[Rule, ...],
    version: int | None,
    needs: Assigning,
    station: Station | None = None,
) -> RuleSet:
    """Replace the rules of a spot. `version` is the one that was looked at, None: whichever.

    Rejected says which rule is wrong; Conflict if the rules have changed since.
    """
    _check(wanted, needs, station)
    before = needs.rules.at(spot).version if version is None else version
    if not needs.rules.put(spot, wanted, before):
        raise Conflict("The rules have changed since you looked at them: GET them, try again.")
    return RuleSet(wanted, before + 1)


def assign_general(spot: Spot, tariff_ids: dict[CurrentType, str], needs: Assigning) -> None:
    """Replace the general tariff of each current type; all other rules of the spot stay."""
    for _attempt in range(ATTEMPTS):
        before = needs.rules.at(spot)
        wanted = with_general(before.rules, spot.kind, tariff_ids)
        if set(wanted) == set(before.rules):
            return
        _check(wanted, needs, None)
        if needs.rules.put(spot, wanted, before.version):
            return
    raise Conflict("The rules change too often: try again.")


def _check(wanted: tuple[Rule, ...], needs: Assigning, station: Station | None) -> None:
    names = sorted({one.tariff_id for one in wanted})
    tariffs: Tariffs = {name: needs.tariffs.current(name) for name in names}
    check_rules(wanted, tariffs, station)
    for name, tariff in tariffs.items():
        _same_currency(name, tariff.currency if tariff else "", needs.rules)


def _same_currency(tariff_id: str, currency: str, rules: AssignmentRepository) -> None:
    """A deployment has one currency (`docs/money.md`): the first assignment fixes it."""
    fixed = rules.claim_currency(currency)
    if fixed != currency:
        raise Rejected(
            f"tariff {tariff_id} is in {currency}, but this network's currency is {fixed}: "
            f"assign a tariff in {fixed}."
        )
