"""The document of a correction: a credit note, or an additional charge, over the difference."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from csms.charging.corrections import LateCorrection, Outcome
from csms.charging.costs import TaxShare
from csms.ledger.model import Transfer
from csms.receipts.composing import energy_of, times_of
from csms.receipts.content import Tax
from csms.receipts.credit_amounts import taxes_left
from csms.receipts.document import Document, Kind
from csms.receipts.drafting import draft
from csms.settlement.posting import settlement_of
from csms.settlement.rating import Rated

KINDS = {Outcome.CREDITED: Kind.CREDIT_NOTE, Outcome.CHARGED: Kind.ADDITIONAL_CHARGE}
# Put into words by whoever prints it.
REASON = "late_facts"


def draft_of_facts(
    receipt: Document,
    notes: Sequence[Document],
    rated: Rated,
    correction: LateCorrection,
    transfer: Transfer,
    now: datetime,
) -> Document:
    """Without a number yet; times and energy are those of all facts."""
    kind = KINDS[correction.outcome]
    due = rated.priced.taxes if rated.priced else ()
    taxes = tax_difference(taxes_left(receipt, notes), due)
    if kind is Kind.CREDIT_NOTE:
        taxes = tuple(Tax(one.vat_percent, -one.net_minor, -one.tax_minor) for one in taxes)
    note = draft(receipt, kind, taxes, transfer, REASON, now)
    told = settlement_of(rated, transfer, now)
    content = replace(
        note.content,
        times=times_of(rated.session, told),
        energy=energy_of(rated.session, told),
    )
    return replace(note, content=content)


def tax_difference(before: Sequence[Tax], due: Sequence[TaxShare]) -> tuple[Tax, ...]:
    """What is due at each rate beyond what is charged; one may go the other way than the whole."""
    charged, now = {one.vat_percent: one for one in before}, {one.vat_percent: one for one in due}
    found = []
    for rate in dict.fromkeys([*charged, *now]):
        was, is_due = charged.get(rate), now.get(rate)
        net = (is_due.net_minor if is_due else 0) - (was.net_minor if was else 0)
        tax = (is_due.tax_minor if is_due else 0) - (was.tax_minor if was else 0)
        if net or tax:
            found.append(Tax(rate, net, tax))
    return tuple(found)
