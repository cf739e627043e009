"""What is done about a price that is not what was charged: a pure function of both."""

from dataclasses import dataclass
from datetime import datetime

from csms.charging.corrections import LateCorrection, Outcome
from csms.charging.model import ChargingSession
from csms.charging.vocabulary import SessionState
from csms.corrections.policy import Policy
from csms.settlement.earning import by_component
from csms.settlement.finality import Review, Wait
from csms.settlement.rating import Rated

CORRECTED_BY_HAND = "an operator has corrected this session by a credit note"
NOT_BY_ITSELF = "this deployment corrects nothing by itself"
PAID_AT_STATION = "it was paid at the station's own terminal: give the difference back there"
CARD_IS_GONE = "it was paid at a terminal: nobody is known to send a bill to"
AS_CHARGED = "by all facts the price is what is charged"
TOO_MUCH = "more would be charged than this deployment adds by itself"


@dataclass(frozen=True, slots=True)
class Charged:
    """What is charged for a session by now, all corrections in. `by_hand`: a person's are there."""

    minor: int
    by_hand: bool = False


def concerns(session: ChargingSession, now: datetime, policy: Policy) -> bool:
    """Whether late facts can change anything: a machine settled it, not too long ago."""
    settled = session.settlement
    if settled is None or settled.outcome is not SessionState.SETTLED or settled.decided:
        return False
    return now - settled.settled_at <= policy.within


def decide(
    session: ChargingSession,
    found: Rated | Wait | Review,
    charged: Charged,
    now: datetime,
    policy: Policy,
) -> LateCorrection | None:
    """The correction of a settled session by the price of all its facts; None: nothing is new.

    `document_id` and number are given when its document is written.
    """
    if isinstance(found, Wait):
        return None
    number = len(session.corrections) + 1
    if isinstance(found, Review):
        doubt = LateCorrection(number, Outcome.REVIEW, now, None, reason=found.reason)
        return _unless_known(doubt, session)
    gross_minor = found.priced.gross_minor if found.priced else 0
    difference = gross_minor - charged.minor
    currency = _currency(session, found)
    if difference == 0 and (charged.by_hand or not waiting(session)):
        return None
    outcome, reason = _outcome(session, difference, gross_minor, charged, currency, policy)
    correction = LateCorrection(
        number,
        outcome,
        now,
        found.energy.energy_wh,
        currency,
        found.priced.net_minor if found.priced else 0,
        found.priced.tax.minor if found.priced else 0,
        gross_minor,
        0 if reason else difference,
        reason=reason,
        revenue=tuple((one.value, minor) for one, minor in by_component(found.priced))
        if found.priced
        else (),
        taxes=found.priced.taxes if found.priced else (),
    )
    return _unless_known(correction, session)


def _outcome(
    session: ChargingSession,
    difference: int,
    gross_minor: int,
    charged: Charged,
    currency: str,
    policy: Policy,
) -> tuple[Outcome, str | None]:
    settled, payer = session.settlement, session.payer
    if difference == 0:
        return Outcome.UNCHANGED, AS_CHARGED
    if charged.by_hand:
        return Outcome.REVIEW, CORRECTED_BY_HAND
    if payer is not None and (payer.by_card or payer.at_station) and difference > 0:
        return Outcome.WAIVED, CARD_IS_GONE
    if not policy.automatic or (payer is not None and payer.at_station):
        return Outcome.REVIEW, NOT_BY_ITSELF if not policy.automatic else PAID_AT_STATION
    added = gross_minor - (settled.gross_minor if settled else 0)
    if difference > 0 and not policy.allows(added, currency):
        return Outcome.REVIEW, TOO_MUCH
    return Outcome.CHARGED if difference > 0 else Outcome.CREDITED, None


def waiting(session: ChargingSession) -> LateCorrection | None:
    """What a person has to decide: a review that nothing has answered yet."""
    last = session.corrections[-1] if session.corrections else None
    return last if last and last.waits else None


def _unless_known(correction: LateCorrection, session: ChargingSession) -> LateCorrection | None:
    """A person answers the correction before their own: they have seen what it says."""
    if not session.corrections:
        return correction
    last = session.corrections[-1]
    if last.by is None:
        return None if correction.says_the_same_as(last) else correction
    return None if correction.asks_the_same_as(session.corrections[-2]) else correction


def _currency(session: ChargingSession, rated: Rated) -> str:
    """A price has one; without a price, that of what was charged."""
    settled = session.settlement
    known = rated.priced.currency if rated.priced else None
    return known or (settled.currency if settled else None) or ""
