"""A session in review is settled as a person decides: at an energy, at an amount, or waived."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from csms.charging.costs import CostLine, TaxShare
from csms.charging.model import ChargingSession
from csms.charging.ports import SessionTelemetry
from csms.charging.settled import Decided, Settlement
from csms.charging.vocabulary import SessionState
from csms.errors import Conflict, Rejected
from csms.money import Money
from csms.pricing.taxes import half_up
from csms.pricing.texts import exact_text
from csms.settlement.capturing import Capturing
from csms.settlement.card_decisions import carry_out
from csms.settlement.finality import FinalEnergy
from csms.settlement.posting import Posting, post_session
from csms.settlement.rating import Rated, rate_at, too_long
from csms.settlement.session_price import PricedSession
from csms.settlement.station_paid import decide_at_station

PERCENT = 100


class Decision(StrEnum):
    """What a person may decide."""

    ENERGY = "settle_at_energy"
    AMOUNT = "settle_at_amount"
    WAIVE = "waive"


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision with its figures. `amount` holds the tax, at `vat_percent`."""

    decision: Decision
    reason: str
    by: str
    energy_wh: int | None = None
    amount: Money | None = None
    vat_percent: Decimal = Decimal(0)


def decide(
    session: ChargingSession,
    ruling: Ruling,
    telemetry: SessionTelemetry,
    now: datetime,
    needs: Posting,
    cards: Callable[[], Capturing],
) -> bool:
    """Settle a session in review, once. False: it was decided so before.

    `cards`: for who pays by card, since that goes to the provider before it is posted.
    Conflict: it is not in review, was decided otherwise, nobody is known to pay, or the card has
    not authorised so much. Rejected: it cannot be priced so. Unavailable: the provider has not
    answered; the same decision again goes on.
    """
    if session.state is not SessionState.REVIEW:
        require_same(session, ruling)
        return False
    decided = Decided(ruling.decision, ruling.by, now, ruling.reason)
    rated = _ruled(session, ruling, telemetry)
    if session.payer is not None and session.payer.by_card:
        carry_out(rated, cards())
    if session.payer is not None and session.payer.at_station and needs.cards is not None:
        decide_at_station(rated, needs.cards.stations)
    return post_session(rated, now, needs, decided)


def require_same(session: ChargingSession, ruling: Ruling) -> None:
    """Conflict unless a settled session was decided just so."""
    settled = session.settlement
    if settled is None or settled.decided is None:
        raise Conflict(f"Session {session.session_id} is {session.state}: nothing is to be decided")
    if settled.decided.decision != ruling.decision or not _same_figures(settled, ruling):
        raise Conflict(
            f"Session {session.session_id} was settled by {settled.decided.decision}: "
            "correct it with a credit note (POST /sessions/{id}/corrections)."
        )


def _same_figures(settled: Settlement, ruling: Ruling) -> bool:
    energy = ruling.energy_wh in {None, settled.energy_wh}
    told = ruling.amount
    return energy and (told is None or told == Money(settled.gross_minor, settled.currency or ""))


def _ruled(session: ChargingSession, ruling: Ruling, telemetry: SessionTelemetry) -> Rated:
    """Waived is settled without a price; the energy stays what it was found to be."""
    energy_wh = session.energy_wh if ruling.energy_wh is None else ruling.energy_wh
    energy = _energy(session, energy_wh)
    if ruling.decision is Decision.WAIVE:
        return Rated(session, energy, None)
    if session.payer is None or not session.payer.pays:
        raise Conflict(f"Session {session.session_id}: nobody is known to pay for it: waive it.")
    if ruling.decision is Decision.AMOUNT:
        return Rated(session, energy, _priced_at(session, ruling))
    tariff = session.start.tariff if session.start else None
    if tariff is None:
        raise Conflict(f"Session {session.session_id} has no tariff: settle it at an amount.")
    rated = rate_at(session, telemetry, tariff, energy)
    if doubt := too_long(rated):
        raise Conflict(f"Session {session.session_id}: {doubt.reason} Settle it at an amount.")
    return rated


def _energy(session: ChargingSession, energy_wh: int) -> FinalEnergy:
    reading = session.start.reading if session.start else None
    begin = reading.register_wh if reading and reading.register_wh is not None else 0
    return FinalEnergy(begin, begin + energy_wh)


def _priced_at(session: ChargingSession, ruling: Ruling) -> PricedSession:
    """One line, whose price holds the tax as those of the tariff do."""
    told, tariff = ruling.amount, session.start.tariff if session.start else None
    if told is None or told.minor <= 0:
        raise Rejected("amount: more than 0; to charge nothing, waive the session.")
    if tariff is not None and tariff.currency != told.currency:
        raise Rejected(f"amount: in {tariff.currency}, the currency of the session's tariff.")
    net = half_up(Fraction(told.minor) / (1 + Fraction(ruling.vat_percent) / PERCENT))
    with_tax = tariff is None or tariff.tax_included
    price = exact_text(Fraction((told if with_tax else Money(net, told.currency)).major))
    vat = exact_text(Fraction(ruling.vat_percent))
    line = CostLine("flat", "1", price, vat, price, net, told.minor)
    taxes = (TaxShare(vat, net, told.minor - net),)
    print_ = tariff.fingerprint if tariff else ""
    return PricedSession(told.currency, net, told.minor, (line,), taxes, None, 0, (), (), print_)
