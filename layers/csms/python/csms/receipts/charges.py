"""What a settlement charged, in the words of a receipt."""

from collections import Counter
from datetime import timedelta

from csms.charging.costs import IdleProof
from csms.charging.model import ChargingSession
from csms.charging.settled import Settlement
from csms.ledger.model import Transfer
from csms.pricing.describing import describe
from csms.pricing.tariff import Dimension
from csms.pricing.wording import Language
from csms.receipts.content import Idle, Line, Payment, TariffUsed, Tax
from csms.settlement.session_price import PricedSession
from csms.stations.model import CurrentType
from csms.tariffs.model import Tariff

# What the accounts that money comes from are for the one who pays.
PARTS = {"psp_clearing": "terminal"}


def lines(charged: Settlement | PricedSession) -> tuple[Line, ...]:
    """The priced quantities."""
    return tuple(
        Line(
            one.item,
            one.quantity,
            one.unit,
            one.price,
            one.vat_percent,
            one.net_minor,
            one.gross_minor,
            one.waived,
        )
        for one in charged.lines
    )


def taxes(charged: Settlement | PricedSession) -> tuple[Tax, ...]:
    """What each rate comes to."""
    return tuple(Tax(one.vat_percent, one.net_minor, one.tax_minor) for one in charged.taxes)


def tariff_used(session: ChargingSession) -> TariffUsed | None:
    """The version that the session started with, and what it says in words."""
    start = session.start
    tariff = start.tariff if start else None
    return tariff_in_words(tariff, start.current_type) if start and tariff else None


def tariff_in_words(tariff: Tariff, current_type: CurrentType | None) -> TariffUsed:
    """A version of a tariff, and what it says in words."""
    texts = {one.value: "\n".join(describe(tariff.priced, one, current_type)) for one in Language}
    return TariffUsed(
        tariff.tariff_id, tariff.version, tariff.fingerprint, tariff.tax_included, texts
    )


def idles(session: ChargingSession) -> tuple[Idle, ...]:
    """The times of parking with their proofs, and until when the tariff lets them be free."""
    settlement, start = session.settlement, session.start
    free_s = free_idle_s(start.tariff) if start and start.tariff else 0
    proofs = settlement.idle if settlement else ()
    return tuple(_idle(one, free_s) for one in proofs)


def free_idle_s(tariff: Tariff) -> int:
    """Seconds after the end of charging in which no element of the tariff charges for parking."""
    charging = [
        element.restrictions.min_idle_s or 0
        for element in tariff.priced.elements
        if any(
            one.dimension is Dimension.PARKING_TIME and one.price > 0 for one in element.components
        )
    ]
    return min(charging, default=0)


def _idle(proof: IdleProof, free_s: int) -> Idle:
    return Idle(
        begun_at=proof.start,
        ended_at=proof.end,
        ended_by=proof.ended_by,
        last_increase=proof.last_increase,
        signal=proof.signal,
        free_until=proof.start + timedelta(seconds=free_s) if free_s else None,
    )


def paid(transfer: Transfer) -> Payment:
    """Where the money came from, or where it went back to: the accounts of those who pay."""
    parts: Counter[str] = Counter()
    for leg in transfer.legs:
        kind = leg.account_id.partition(":")[0]
        if kind not in {"revenue", "vat"}:
            parts[PARTS.get(kind, kind)] += abs(leg.minor)
    return Payment(transfer.transfer_id, dict(parts))
