"""The document of a correction: a credit note, or an additional charge, over the difference."""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from csms.charging.corrections import LateCorrection, Outcome
from csms.ledger.model import Transfer
from csms.receipts.charges import paid
from csms.receipts.composing import energy_of, times_of
from csms.receipts.content import Content, Original, Tax
from csms.receipts.credit_amounts import ITEMS, credit_lines, taxes_left
from csms.receipts.document import TOKEN_BYTES, Document, Kind
from csms.settlement.posting import settlement_of
from csms.settlement.rating import Rated

KINDS = {Outcome.CREDITED: Kind.CREDIT_NOTE, Outcome.CHARGED: Kind.ADDITIONAL_CHARGE}
# Put into words by whoever prints it.
REASON = "late_facts"


def draft(
    receipt: Document,
    notes: Sequence[Document],
    rated: Rated,
    correction: LateCorrection,
    transfer: Transfer,
    now: datetime,
) -> Document:
    """Without a number yet. Amounts are positive: what is given back, or charged on top."""
    kind = KINDS[correction.outcome]
    taxes = _taxes(receipt, notes, rated, -1 if kind is Kind.CREDIT_NOTE else 1)
    told = settlement_of(rated, transfer, now)
    net_minor = sum(one.net_minor for one in taxes)
    gross_minor = abs(correction.difference_minor)
    content: Content = replace(
        receipt.content,
        times=times_of(rated.session, told),
        energy=energy_of(rated.session, told),
        net_minor=net_minor,
        tax_minor=gross_minor - net_minor,
        gross_minor=gross_minor,
        lines=credit_lines(receipt, taxes, ITEMS[kind]),
        taxes=taxes,
        limit=None,
        idle=(),
        idle_billed_s=0,
        signed=None,
        flags=(),
        payment=paid(transfer),
        original=Original(receipt.number, receipt.issued_at, receipt.content.gross_minor, REASON),
    )
    return replace(
        receipt,
        document_id=transfer.transfer_id,
        kind=kind,
        issued_at=now,
        token=secrets.token_urlsafe(TOKEN_BYTES),
        content=content,
        sequence=0,
    )


def _taxes(
    receipt: Document, notes: Sequence[Document], rated: Rated, sign: int
) -> tuple[Tax, ...]:
    """The difference at each rate; one may go the other way than the whole."""
    before = {one.vat_percent: one for one in taxes_left(receipt, notes)}
    due = {one.vat_percent: one for one in rated.priced.taxes} if rated.priced else {}
    found = []
    for rate in dict.fromkeys([*before, *due]):
        was, now = before.get(rate), due.get(rate)
        net = (now.net_minor if now else 0) - (was.net_minor if was else 0)
        tax = (now.tax_minor if now else 0) - (was.tax_minor if was else 0)
        if net or tax:
            found.append(Tax(rate, sign * net, sign * tax))
    return tuple(found)
