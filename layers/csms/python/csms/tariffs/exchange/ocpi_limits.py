"""What OCPI has no words for."""

from collections.abc import Iterator

from csms.pricing.tariff import ParkingCap, Restrictions
from csms.tariffs.exchange.narrowing import Narrowed
from csms.tariffs.exchange.refusing import Reason

DECIMALS = 4


def unsaid(found: Narrowed) -> Iterator[Reason]:
    """Of a tariff without what changes no price."""
    if found.tariff.parking_cap != ParkingCap():
        yield Reason("parking_cap", "OCPI bounds the price of a session, not that of parking")
    for where, element in found.placed():
        yield from _unsaid(f"{where}.restrictions", element.restrictions)


def _unsaid(where: str, given: Restrictions) -> Iterator[Reason]:
    if given.min_idle_s is not None or given.max_idle_s is not None:
        yield Reason(
            where, "OCPI counts durations from the start of charging, not from its end (min_idle)"
        )
    if given.current_type is not None:
        yield Reason(where, "an OCPI tariff is for AC or for DC: ask with current_type")
    for bound in (given.min_current_a, given.max_current_a):
        if bound is not None and bound != round(bound, DECIMALS):
            yield Reason(where, f"a current has more than {DECIMALS} decimals")
