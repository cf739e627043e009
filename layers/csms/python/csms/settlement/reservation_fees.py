"""Reservations that nobody used: decided once, charged once, by the tariff of their acceptance."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from csms.errors import Conflict, CsmsError
from csms.ledger import chart
from csms.ledger.model import Transfer
from csms.ledger.ports import LedgerRepository
from csms.pricing.building import Built
from csms.pricing.policy import BY_THE_TARIFF
from csms.pricing.timeline import Segment
from csms.settlement.earning import earned
from csms.settlement.paying import Means, legs_of_payment
from csms.settlement.reservation_terms import (
    Due,
    ReservationFeeStore,
    ReservationTerms,
    fee_transfer_id,
)
from csms.settlement.reservation_verdicts import Verdict, Why, judge_reservation
from csms.settlement.session_price import PricedSession, priced
from csms.stations.model import StationState
from csms.stations.ports import StationRepository
from csms.stations.reservations import ReservationFee, ReservationRepository

ATTEMPTS = 4
# In one round; the next one goes on.
MOST = 500


@dataclass(frozen=True, slots=True)
class ChargingReservations:
    """What it needs. `silent_after`: a socket without a sign of life for so long leads nowhere."""

    fees: ReservationFeeStore
    reservations: ReservationRepository
    stations: StationRepository
    ledger: LedgerRepository
    silent_after: timedelta


def conclude_due(now: datetime, needs: ChargingReservations) -> list[tuple[Due, Why | CsmsError]]:
    """Decide on all that are to be looked at; one that fails stays on the list, and stops none."""
    found: list[tuple[Due, Why | CsmsError]] = []
    for due in needs.fees.due(now, MOST):
        try:
            found.append((due, conclude(due, now, needs)))
        except CsmsError as error:
            found.append((due, error))
    return found


def conclude(due: Due, now: datetime, needs: ChargingReservations) -> Why:
    """Decide on a reservation that is to be looked at; a second time changes nothing.

    Conflict if the driver's wallet keeps changing; it stays on the list then.
    """
    terms = needs.fees.terms(due.station_id, due.number)
    found = needs.reservations.find(due.station_id, due.number)
    if terms is None or found is None:
        needs.fees.seen(due)
        return Why.OPEN
    state: StationState = needs.stations.state(due.station_id).as_of(now, needs.silent_after)
    verdict = judge_reservation(found, terms, online=state.online, now=now)
    if verdict.why is not Why.OPEN:
        _decide(terms, verdict, now, needs)
    needs.fees.seen(due)
    return verdict.why


def _decide(
    terms: ReservationTerms, verdict: Verdict, now: datetime, needs: ChargingReservations
) -> None:
    cost = price_reserved(terms, verdict.reserved) if verdict.reserved else None
    for attempt in range(ATTEMPTS):
        transfer = _transfer(terms, cost, now, needs.ledger) if cost else None
        fee = _fee(cost, transfer, verdict, now)
        try:
            needs.fees.decide(terms, fee, transfer)
        except Conflict:
            if attempt == ATTEMPTS - 1:
                raise
        else:
            return


def price_reserved(terms: ReservationTerms, reserved: Segment) -> PricedSession:
    """What a time costs by the tariff of the acceptance: the same whenever it is asked."""
    tariff = replace(terms.tariff, policy=BY_THE_TARIFF)
    return priced(Built((reserved,), (), ()), tariff, terms.time_zone, terms.current_type)


def _transfer(
    terms: ReservationTerms, cost: PricedSession, now: datetime, ledger: LedgerRepository
) -> Transfer | None:
    """The wallet pays what it has, the rest is owed; None where there is nothing to pay."""
    gross, driver_id = cost.gross, terms.driver_id
    if not gross.minor:
        return None
    wallet = ledger.balances(chart.wallet(driver_id))
    available = wallet.available_minor if wallet and wallet.currency == gross.currency else 0
    means = Means(f"{terms.station_id}:{terms.number}", driver_id, gross.currency, None, available)
    legs = [*legs_of_payment(gross, means), *earned(terms.site_id, cost)]
    return Transfer(
        transfer_id=fee_transfer_id(terms.station_id, terms.number),
        kind="reservation",
        currency=gross.currency,
        posted_at=now,
        legs=tuple(leg for leg in legs if leg.minor != 0),
        reference=means.session_id,
    )


def _fee(
    cost: PricedSession | None, transfer: Transfer | None, verdict: Verdict, now: datetime
) -> ReservationFee:
    if cost is None or verdict.reserved is None:
        return ReservationFee(now, verdict.why.value)
    return ReservationFee(
        decided_at=now,
        reason=verdict.why.value,
        currency=cost.currency,
        net_minor=cost.net.minor,
        tax_minor=cost.tax.minor,
        gross_minor=cost.gross.minor,
        transfer_id=transfer.transfer_id if transfer else None,
        since=verdict.reserved.start,
        until=verdict.reserved.end,
    )
