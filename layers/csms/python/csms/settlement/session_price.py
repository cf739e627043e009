"""What a session costs: one function for the running cost, the final one, and any replay."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from itertools import groupby
from zoneinfo import ZoneInfo

from csms.charging.costs import CostLine, Doubted, IdleProof, TaxShare
from csms.charging.model import ChargingSession
from csms.errors import Rejected
from csms.money import Money
from csms.pricing.building import Built, Flag, build
from csms.pricing.facts import SessionFacts
from csms.pricing.idle import Parked
from csms.pricing.price import Price, price
from csms.pricing.quantities import Item
from csms.pricing.texts import exact_text
from csms.pricing.timeline import Activity, Segment
from csms.settlement.cost_lines import cost_lines
from csms.stations.model import CurrentType
from csms.tariffs.model import Tariff

MWH_PER_WH, MS_PER_S = 1000, 1000


@dataclass(frozen=True, slots=True)
class PricedSession:
    """A price with its reasons: what a settlement keeps and both APIs show."""

    currency: str
    net_minor: int
    gross_minor: int
    lines: tuple[CostLine, ...]
    taxes: tuple[TaxShare, ...]
    limit: str | None
    idle_seconds_billed: int
    idle: tuple[IdleProof, ...]
    doubts: tuple[Doubted, ...]
    fingerprint: str

    @property
    def net(self) -> Money:
        """Without tax."""
        return Money(self.net_minor, self.currency)

    @property
    def tax(self) -> Money:
        """The tax."""
        return Money(self.gross_minor - self.net_minor, self.currency)

    @property
    def gross(self) -> Money:
        """With tax."""
        return Money(self.gross_minor, self.currency)


def price_session(session: ChargingSession, tariff: Tariff, facts: SessionFacts) -> PricedSession:
    """Price what is known by the tariff, time zone and current type that its start fixed.

    Rejected if its time zone is none.
    """
    start = session.start
    built = timeline_of(facts, tariff)
    if start and start.reserved_at and start.reserved_at < facts.started:
        reserved = Segment(start.reserved_at, facts.started, Activity.RESERVED)
        built = replace(built, timeline=(reserved, *built.timeline))
    zone, current_type = (start.time_zone, start.current_type) if start else ("UTC", None)
    return price_built(built, tariff, zone, current_type)


def price_built(
    built: Built, tariff: Tariff, time_zone: str, current_type: CurrentType | None
) -> PricedSession:
    """Price a timeline. Rejected if the time zone is none."""
    zone = zone_of(time_zone)
    found = price(tariff.priced, built.timeline, zone, tariff.policy, current_type)
    return PricedSession(
        found.currency,
        found.net_minor,
        found.gross_minor,
        cost_lines(found, tax_included=tariff.tax_included),
        tuple(
            TaxShare(exact_text(Fraction(one.vat_percent)), one.net_minor, one.tax_minor)
            for one in found.by_vat
        ),
        found.totals.limit,
        _idle_seconds(found),
        tuple(_proof(one) for one in built.parked),
        tuple(_doubts(built.flags)),
        tariff.fingerprint,
    )


def timeline_of(facts: SessionFacts, tariff: Tariff) -> Built:
    """Energy of a session that took no time is energy all the same."""
    built = build(facts, tariff.rules)
    if built.timeline:
        return built
    registers = [one.register_wh for one in facts.readings]
    energy_mwh = (max(registers) - min(registers)) * MWH_PER_WH if registers else 0
    moment = Segment(facts.started, facts.started, Activity.CHARGING, energy_mwh)
    return Built((moment,), built.parked, built.flags)


@cache
def zone_of(name: str) -> ZoneInfo:
    """A zone of the IANA database; Rejected if there is none of this name."""
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, LookupError) as error:
        raise Rejected(f"{name} is no time zone") from error


def _idle_seconds(found: Price) -> int:
    """Time that cost something, up to whole seconds; what a cap waived wholly did not."""
    billed = (
        one.quantity.amount
        for one in found.lines
        if one.quantity.item is Item.PARKING_TIME and one.amount > 0
    )
    return round(sum(billed) / MS_PER_S)


def _proof(one: Parked) -> IdleProof:
    signal = one.signal.value if one.signal else None
    return IdleProof(one.start, one.end, one.last_increase, signal, one.ended_by)


def _doubts(flags: tuple[Flag, ...]) -> Iterator[Doubted]:
    """One for each kind: a day of doubtful samples must not fill the session's record."""
    for doubt, every in groupby(sorted(flags, key=_kind), key=_kind):
        found = list(every)
        start, end = min(one.start for one in found), max(one.end for one in found)
        yield Doubted(doubt, start, end, len(found))


def _kind(flag: Flag) -> str:
    return flag.doubt.value
