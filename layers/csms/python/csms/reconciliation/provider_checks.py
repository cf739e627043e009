"""Check (e), its other half: what the provider's own record says of a payment."""

from collections.abc import Iterable
from datetime import datetime

from csms.payments.model import FINAL, Payment
from csms.payments.outcomes import NotThere, Unknown
from csms.payments.provider import PaymentProvider
from csms.reconciliation.model import Findings

# Requests to the provider of one round, the newest payments first.
MOST_LOOKS = 500
# A provider that says nothing so often in a row is asked no more.
MOST_SILENCE = 3


def compare_with_provider(
    payments: Iterable[Payment], since: datetime, provider: PaymentProvider, found: Findings
) -> None:
    """Look at what has come to an end since then."""
    ended = [one for one in payments if one.state in FINAL and one.changed_at >= since]
    newest_first = sorted(ended, key=lambda one: one.changed_at, reverse=True)
    silent = 0
    for one in newest_first[:MOST_LOOKS]:
        if one.provider_id is None:
            continue
        known = silent < MOST_SILENCE and _compare(one, one.provider_id, provider, found)
        silent = 0 if known else silent + 1
        found.unsure += 0 if known else 1
    found.unsure += max(0, len(ended) - MOST_LOOKS)


def _compare(
    payment: Payment, provider_id: str, provider: PaymentProvider, found: Findings
) -> bool:
    """False: the provider says nothing."""
    seen = provider.lookup(provider_id)
    if isinstance(seen, Unknown):
        return False
    if isinstance(seen, NotThere):
        found.gap(payment.payment_id, f"the provider has no record {provider_id}")
    elif seen.captured_minor != payment.captured_minor:
        took, ours = seen.captured_minor, payment.captured_minor
        found.gap(payment.payment_id, f"the provider captured {took} (minor units), we know {ours}")
    elif seen.disputed and not payment.disputes:
        found.gap(payment.payment_id, "it is disputed at the provider, and we were not told")
    return True
