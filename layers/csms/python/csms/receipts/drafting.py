"""The document of what is given back, or charged on top, of a receipt."""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from csms.ledger.model import Transfer
from csms.receipts.charges import paid
from csms.receipts.content import Original, Tax
from csms.receipts.credit_amounts import ITEMS, credit_lines
from csms.receipts.document import TOKEN_BYTES, Document, Kind


def draft(
    receipt: Document,
    kind: Kind,
    taxes: Sequence[Tax],
    transfer: Transfer,
    reason: str,
    now: datetime,
) -> Document:
    """Without a number yet. Amounts are positive: what is given back, or charged on top.

    What was measured is said as the receipt says it; where facts have changed that, by whom they
    are known to (`csms.corrections.notes`).
    """
    net_minor = sum(one.net_minor for one in taxes)
    tax_minor = sum(one.tax_minor for one in taxes)
    content = replace(
        receipt.content,
        net_minor=net_minor,
        tax_minor=tax_minor,
        gross_minor=net_minor + tax_minor,
        lines=credit_lines(receipt, taxes, ITEMS[kind]),
        taxes=tuple(taxes),
        limit=None,
        idle=(),
        idle_billed_s=0,
        signed=None,
        flags=(),
        payment=paid(transfer),
        original=Original(receipt.number, receipt.issued_at, receipt.content.gross_minor, reason),
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
