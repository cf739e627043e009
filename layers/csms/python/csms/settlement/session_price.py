"""What a session costs: one function for the running cost, the final one, and any replay."""

from dataclasses import dataclass, field, replace
from functools import cache
from zoneinfo import ZoneInfo

from csms.charging.costs import CostLine, Doubted, IdleProof, TaxShare
from csms.charging.model import ChargingSession
from csms.errors import Rejected
from csms.money import Money
from csms.pricing.building import Built, build
from csms.pricing.facts import SessionFacts
from csms.pricing.price import price
from csms.pricing.timeline import Activity, Segment
from csms.settlement.cost_lines import cost_lines, idle_seconds, tax_shares
from csms.settlement.doubted import doubts_of
from csms.settlement.idle_proofs import proofs_of
from csms.stations.model import CurrentType
from csms.tariffs.model import Tariff

MWH_PER_WH = 1000


@dataclass(frozen=True, slots=True)
class PricedSession:
    """A price with its reasons: what a settlement keeps and both APIs show.

    `unproven_s` is about the facts it was made of: fewer of them may say the same price.
    """

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
    unproven_s: int = field(default=0, compare=False)

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
    zone = start.time_zone if start else "UTC"
    built = _with_reserved_time(timeline_of(facts, tariff), session, facts)
    return priced(built, tariff, zone, start.current_type if start else None)


def _with_reserved_time(built: Built, session: ChargingSession, facts: SessionFacts) -> Built:
    """The time that its reservation kept the EVSE goes before it."""
    since = session.start.reserved_at if session.start else None
    until = session.start.reserved_until if session.start else None
    until = min(until or facts.started, facts.started)
    if since is None or since >= until:
        return built
    reserved = Segment(since, until, Activity.RESERVED)
    return replace(built, timeline=(reserved, *built.timeline))


def priced(
    built: Built, tariff: Tariff, time_zone: str, current_type: CurrentType | None
) -> PricedSession:
    """Price a timeline. Rejected if it is not in order, or the time zone is none."""
    zone = zone_of(time_zone)
    found = price(tariff.priced, built.timeline, zone, tariff.policy, current_type)
    return PricedSession(
        found.currency,
        found.net_minor,
        found.gross_minor,
        cost_lines(found, tax_included=tariff.tax_included),
        tax_shares(found),
        found.totals.limit,
        idle_seconds(found),
        proofs_of(built.parked),
        tuple(doubts_of(built.flags)),
        tariff.fingerprint,
        built.unproven_s,
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
