"""A payment provider in memory: follows the port, keeps keys and faults as Stripe does.

Its rules are Stripe's as documented (idempotent requests, capture, cancel); its code shares nothing
with the sandbox that the end-to-end tests use, nor with the adapter.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from csms.payments.outcomes import (
    AlreadyCaptured,
    Captured,
    CaptureOutcome,
    Declined,
    Expired,
    LookupOutcome,
    NotThere,
    ProviderStatus,
    Refunded,
    RefundOutcome,
    Released,
    ReleaseOutcome,
    StartOutcome,
    Unknown,
)
from settlement_simulation.chance import Chance, Fault
from settlement_simulation.provider_records import Record

if TYPE_CHECKING:
    from collections.abc import Callable

    from csms.money import Money
    from csms.payments.provider import Order
    from settlement_simulation.virtual_time import Agenda

KEYS_KEPT, SEARCH_LAG = timedelta(hours=24), timedelta(seconds=60)
AUTHORISED_FOR = timedelta(days=2)
SILENT, KEPT_ERROR = Unknown("no answer"), Unknown("500", replayed=True)
REFUSED_CARD, UNFINISHED_CARD = "pm_refused", "pm_needs_customer"


class Provider:
    """PaymentProvider. `told` hears of every change, as webhooks do."""

    name = "stripe"

    def __init__(self, agenda: Agenda, chance: Chance, told: Callable[[Record], None]) -> None:
        """No payments yet."""
        self.records: dict[str, Record] = {}
        self.outages: list[tuple[datetime, datetime]] = []
        self._agenda, self._chance, self._told = agenda, chance, told
        self._keys: dict[str, tuple[object, datetime, Any]] = {}

    def collect(self, order: Order, key: str) -> StartOutcome:
        """See the port."""
        return self._keyed(key, order, lambda: self._begin(order, to_be_captured=False))

    def reserve(self, order: Order, key: str) -> StartOutcome:
        """See the port."""
        return self._keyed(key, order, lambda: self._begin(order, to_be_captured=True))

    def increase(self, provider_id: str, total: Money, key: str) -> StartOutcome:  # noqa: ARG002
        """See the port. No card allows it here."""
        return Declined("increase_not_supported", provider_id)

    def capture(self, provider_id: str, amount: Money, key: str) -> CaptureOutcome:
        """See the port."""
        return self._keyed(
            key, (provider_id, amount), lambda: self._capture(self.records[provider_id], amount)
        )

    def release(self, provider_id: str, key: str) -> ReleaseOutcome:
        """See the port."""
        return self._keyed(key, provider_id, lambda: self._release(self.records[provider_id]))

    def refund(self, provider_id: str, amount: Money, refund_id: str, key: str) -> RefundOutcome:
        """See the port."""

        def pay_back() -> RefundOutcome:
            if self.records[provider_id].pay_back(refund_id, amount.minor):
                return Refunded(f"re_{refund_id}")
            return Declined("charge_already_refunded", provider_id)

        return self._keyed(key, (provider_id, amount), pay_back)

    def find_refund(self, provider_id: str, refund_id: str) -> RefundOutcome | NotThere:
        """See the port."""
        known = refund_id in dict(self.records[provider_id].refunds)
        return self._looked(lambda: Refunded(f"re_{refund_id}") if known else NotThere())

    def lookup(self, provider_id: str) -> LookupOutcome:
        """See the port."""
        record = self.records.get(provider_id)
        return self._looked(lambda: record.seen() if record else NotThere())

    def find(self, payment_id: str) -> LookupOutcome:
        """See the port. A new record is not found at once."""
        found = next((one for one in self.records.values() if one.payment_id == payment_id), None)
        old = found is not None and self._agenda.now - found.created_at > SEARCH_LAG
        return self._looked(lambda: found.seen() if found and old else NotThere())

    def customer_pays(self, record: Record) -> None:
        """A customer finishes what was waiting for one."""
        if record.status == ProviderStatus.AWAITING_CUSTOMER:
            record.reserved_minor = record.asked.minor
            record.take(record.asked.minor)
            self._told(record)

    def expire(self) -> None:
        """Authorisations whose time is over are gone."""
        for record in self.records.values():
            over = record.expires_at is not None and record.expires_at <= self._agenda.now
            if over and record.status == ProviderStatus.AUTHORIZED:
                record.lapse()
                self._told(record)

    def _begin(self, order: Order, *, to_be_captured: bool) -> StartOutcome:
        provider_id = f"pi_{len(self.records) + 1}_{order.payment_id[:8]}"
        now = self._agenda.now
        if order.method_id == REFUSED_CARD:
            return Declined("card_declined", None)
        waits = order.method_id in {None, UNFINISHED_CARD}
        status = ProviderStatus.AWAITING_CUSTOMER if waits else ProviderStatus.AUTHORIZED
        record = Record(provider_id, order.payment_id, order.amount, now, status, to_be_captured)
        self.records[provider_id] = record
        if not waits:
            record.reserved_minor = order.amount.minor
            if to_be_captured:
                if self._chance.strikes(Fault.PARTIAL_APPROVAL):
                    record.reserved_minor = order.amount.minor // 2
                record.expires_at = now + AUTHORISED_FOR
            else:
                record.take(order.amount.minor)
        self._told(record)
        return record.seen()

    def _capture(self, record: Record, amount: Money) -> CaptureOutcome:
        if record.status == ProviderStatus.SUCCEEDED:
            return AlreadyCaptured(record.captured_minor)
        if record.status != ProviderStatus.AUTHORIZED:
            return Expired()
        record.take(amount.minor)  # some cards allow overcapture: more is for nobody to ask
        self._told(record)
        return Captured(amount.minor)

    def _release(self, record: Record) -> ReleaseOutcome:
        if record.status == ProviderStatus.SUCCEEDED:
            return AlreadyCaptured(record.captured_minor)
        if record.status != ProviderStatus.CANCELED:
            record.lapse()
            self._told(record)
        return Released()

    def _keyed[T](self, key: str, request: object, effect: Callable[[], T]) -> T | Unknown:
        """The first answer is repeated, faults included; other parameters are an error."""
        if self._out_of_order():
            return SILENT
        now = self._agenda.now
        fault = self._chance.one_of(
            Fault.PROVIDER_BEFORE, Fault.PROVIDER_AFTER, Fault.PROVIDER_ERROR_KEPT
        )
        if fault is Fault.PROVIDER_BEFORE:
            return SILENT
        known = self._keys.get(key)
        if known is not None and now - known[1] <= KEYS_KEPT:
            kept: T | Unknown = known[2] if known[0] == request else KEPT_ERROR
            return kept
        answer: T | Unknown = KEPT_ERROR if fault is Fault.PROVIDER_ERROR_KEPT else effect()
        self._keys[key] = request, now, answer
        return SILENT if fault is Fault.PROVIDER_AFTER else answer

    def _looked[T](self, read: Callable[[], T]) -> T | Unknown:
        if self._out_of_order() or self._chance.strikes(Fault.PROVIDER_BEFORE):
            return SILENT
        return read()

    def _out_of_order(self) -> bool:
        now = self._agenda.now
        if self._chance.calm or not any(begin <= now < end for begin, end in self.outages):
            return False
        if Fault.PROVIDER_OUTAGE in self._chance.without:
            return False
        self._chance.counts[Fault.PROVIDER_OUTAGE] += 1
        return True
