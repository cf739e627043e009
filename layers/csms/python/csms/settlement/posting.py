"""Turn a rated session into one transfer and one settlement record."""

from dataclasses import dataclass, replace
from datetime import datetime

from csms.charging.settled import Decided, Settlement
from csms.charging.vocabulary import Flag, SessionState
from csms.errors import Conflict, Overtaken
from csms.ledger import chart
from csms.ledger.model import Leg, Transfer
from csms.ledger.ports import HoldRepository, LedgerRepository
from csms.money import Money
from csms.settlement.card_charges import CardCharges, legs_of_card
from csms.settlement.earning import earned
from csms.settlement.finality import Review
from csms.settlement.paying import Means, end_of_hold, legs_of_payment, means_of
from csms.settlement.ports import SettlementStore
from csms.settlement.rating import Rated
from csms.settlement.station_paid import legs_at_station

ATTEMPTS = 4


@dataclass(frozen=True, slots=True)
class Posting:
    """What posting needs."""

    ledger: LedgerRepository
    holds: HoldRepository
    store: SettlementStore
    cards: CardCharges | None = None  # None: nobody pays by card here


def post_session(
    rated: Rated, now: datetime, needs: Posting, decided: Decided | None = None
) -> bool:
    """Settle a session; False if it was settled before. One in review only as somebody `decided`.

    What is held pays, then what else the wallet has; the rest becomes a receivable. If hold or
    wallet change between reading and posting, it is decided anew; Conflict if that goes on.
    Overtaken: the session got another stop, a real one for an estimate, since it was rated.
    """
    for _attempt in range(ATTEMPTS - 1):
        try:
            return _post_once(rated, now, needs, decided)
        except Overtaken:
            raise
        except Conflict:
            continue
    return _post_once(rated, now, needs, decided)


def _post_once(rated: Rated, now: datetime, needs: Posting, decided: Decided | None) -> bool:
    means = _means(rated, needs)
    transfer = _transfer(rated, now, means, needs.cards, by_person=decided is not None)
    end = end_of_hold(means, transfer, now) if means else None
    stop, settlement = rated.session.stop, settlement_of(rated, transfer, now)
    rated_stop = stop.stop_key if stop else None
    key, review = rated.session.key, rated.session.settlement
    if decided is None:
        return needs.store.settle(key, settlement, transfer, rated_stop, end)
    reason = review.reason if review else None
    settlement = replace(settlement, decided=decided, reason=reason)
    return needs.store.settle(key, settlement, transfer, rated_stop, end, reviewed=True)


def _means(rated: Rated, needs: Posting) -> Means | None:
    payer, start = rated.session.payer, rated.session.start
    tariff = start.tariff if start else None
    currency = rated.priced.currency if rated.priced else tariff.currency if tariff else None
    if payer is None or payer.driver_id is None or currency is None:
        return None
    session_id = rated.session.session_id
    return means_of(session_id, payer.driver_id, currency, needs.ledger, needs.holds)


def review_session(
    rated_review: Review, energy_wh: int, now: datetime, missing: tuple[int, ...] = ()
) -> Settlement:
    """The record of a session that a person has to decide."""
    flags = frozenset({Flag.EVENTS_MISSING.value} if missing else ())
    return Settlement(
        SessionState.REVIEW,
        now,
        energy_wh,
        reason=rated_review.reason,
        flags=flags,
        missing_seq_nos=missing,
    )


def _transfer(
    rated: Rated,
    now: datetime,
    means: Means | None,
    cards: CardCharges | None,
    *,
    by_person: bool,
) -> Transfer | None:
    start = rated.session.start
    if rated.priced is None or rated.priced.gross.minor == 0:
        return None
    gross = rated.priced.gross
    legs = [
        *_paid(gross, rated, means, cards, by_person=by_person),
        *earned(start.site_id if start else None, rated.priced),
    ]
    return Transfer(
        transfer_id=f"chg:{rated.session.session_id}",
        kind="charge",
        currency=gross.currency,
        posted_at=now,
        legs=tuple(leg for leg in legs if leg.minor != 0),
        reference=rated.session.session_id,
    )


def _paid(
    gross: Money,
    rated: Rated,
    means: Means | None,
    cards: CardCharges | None,
    *,
    by_person: bool,
) -> tuple[Leg, ...]:
    payer = rated.session.payer
    if means is not None:
        return legs_of_payment(gross, means)
    if payer is not None and payer.by_card and cards is not None:
        return legs_of_card(gross, payer.token_id, cards)
    if payer is not None and payer.at_station and cards is not None:
        return legs_at_station(gross, rated.session, cards.stations, by_person=by_person)
    raise Conflict(f"session {rated.session.session_id} has a price but no payer")


def _paid_short(transfer: Transfer | None) -> frozenset[str]:
    """A card paid less than is due, and the rest was written off."""
    if transfer is None:
        return frozenset()
    written_off = chart.write_offs(transfer.currency)
    short = any(leg.account_id == written_off for leg in transfer.legs)
    return frozenset({Flag.PAID_SHORT.value} if short else ())


def settlement_of(rated: Rated, transfer: Transfer | None, now: datetime) -> Settlement:
    """What a rated session was, and was settled at."""
    settled = Settlement(
        SessionState.SETTLED,
        now,
        rated.energy.energy_wh,
        flags=rated.energy.flags | _paid_short(transfer),
        missing_seq_nos=rated.energy.missing,
        begin_wh=rated.energy.begin_wh,
        end_wh=rated.energy.end_wh,
    )
    priced = rated.priced
    if priced is None:
        return settled
    return replace(
        settled,
        currency=priced.currency,
        net_minor=priced.net.minor,
        tax_minor=priced.tax.minor,
        gross_minor=priced.gross.minor,
        lines=priced.lines,
        transfer_id=transfer.transfer_id if transfer else None,
        taxes=priced.taxes,
        limit=priced.limit,
        idle_seconds_billed=priced.idle_seconds_billed,
        idle=priced.idle,
        doubts=priced.doubts,
        fingerprint=priced.fingerprint,
    )
