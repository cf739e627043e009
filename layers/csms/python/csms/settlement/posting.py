"""Turn a rated session into one transfer and one settlement record."""

from dataclasses import dataclass
from datetime import datetime

from csms.charging.model import CostLine, Flag, SessionState, Settlement
from csms.errors import Conflict, Overtaken
from csms.ledger import chart
from csms.ledger.model import Leg, Transfer
from csms.ledger.ports import LedgerRepository
from csms.settlement.finality import Review
from csms.settlement.ports import SettlementStore
from csms.settlement.rating import Rated
from csms.tariffs.rating import PricedSession

ATTEMPTS = 4


@dataclass(frozen=True, slots=True)
class Posting:
    """What posting needs."""

    ledger: LedgerRepository
    store: SettlementStore


def post_session(rated: Rated, now: datetime, needs: Posting) -> bool:
    """Settle a session; False if it was settled before.

    The wallet pays what it has, the rest becomes a receivable: it never goes below zero. If the
    wallet changes between reading and posting, it is decided anew; Conflict if that goes on.
    Overtaken: the session got another stop, a real one for an estimate, since it was rated.
    """
    for _attempt in range(ATTEMPTS - 1):
        try:
            return _post_once(rated, now, needs)
        except Overtaken:
            raise
        except Conflict:
            continue
    return _post_once(rated, now, needs)


def _post_once(rated: Rated, now: datetime, needs: Posting) -> bool:
    transfer = _transfer(rated, now, needs.ledger)
    stop, settlement = rated.session.stop, _settlement(rated, transfer, now)
    rated_stop = stop.stop_key if stop else None
    return needs.store.settle(rated.session.key, settlement, transfer, rated_stop)


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


def _transfer(rated: Rated, now: datetime, ledger: LedgerRepository) -> Transfer | None:
    start, payer = rated.session.start, rated.session.payer
    if rated.priced is None or rated.priced.gross.minor == 0:
        return None
    if start is None or payer is None or payer.driver_id is None:
        raise Conflict(f"session {rated.session.session_id} has a price but no payer")
    gross = rated.priced.gross
    wallet = ledger.balances(chart.wallet(payer.driver_id))
    in_wallet = wallet.available_minor if wallet and wallet.currency == gross.currency else 0
    taken = max(0, min(gross.minor, in_wallet))
    legs = [
        Leg(chart.wallet(payer.driver_id), -taken),
        Leg(chart.receivable(payer.driver_id), taken - gross.minor),
        Leg(chart.revenue(start.site_id), rated.priced.net.minor),
        *(
            Leg(chart.vat(f"{one.vat_percent.normalize():f}"), one.tax.minor)
            for one in rated.priced.by_vat
        ),
    ]
    return Transfer(
        transfer_id=f"chg:{rated.session.session_id}",
        kind="charge",
        currency=gross.currency,
        posted_at=now,
        legs=tuple(leg for leg in legs if leg.minor != 0),
        reference=rated.session.session_id,
    )


def _settlement(rated: Rated, transfer: Transfer | None, now: datetime) -> Settlement:
    if rated.priced is None:
        return Settlement(
            SessionState.SETTLED,
            now,
            rated.energy.energy_wh,
            flags=rated.energy.flags,
            missing_seq_nos=rated.energy.missing,
        )
    return Settlement(
        outcome=SessionState.SETTLED,
        settled_at=now,
        energy_wh=rated.energy.energy_wh,
        currency=rated.priced.gross.currency,
        net_minor=rated.priced.net.minor,
        tax_minor=rated.priced.tax.minor,
        gross_minor=rated.priced.gross.minor,
        lines=cost_lines(rated.priced),
        transfer_id=transfer.transfer_id if transfer else None,
        flags=rated.energy.flags,
        missing_seq_nos=rated.energy.missing,
    )


def cost_lines(priced: PricedSession) -> tuple[CostLine, ...]:
    """The lines as they are stored and shown: exact numbers as text."""
    return tuple(
        CostLine(
            one.dimension.value,
            one.quantity_wh,
            f"{one.price_per_kwh:f}",
            f"{one.vat_percent:f}",
            f"{one.amount:f}",
        )
        for one in priced.lines
    )
