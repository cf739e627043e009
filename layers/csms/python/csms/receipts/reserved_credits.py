"""What a reservation cost is given back: by a credit note to its receipt."""

from datetime import datetime

from csms.errors import NotFound, Rejected
from csms.receipts.crediting import Correction, Crediting, credit
from csms.receipts.document import Document, Kind


def credit_reserved(
    number: str, currency: str, wanted: Correction, now: datetime, needs: Crediting
) -> Document:
    """The credit note of a receipt's number, with its money; the same one for the same key.

    NotFound: no such receipt. Rejected: it is not of a reservation, or in another currency.
    Conflict: so much is not left. Unavailable: too many were issued at once.
    """
    receipt = needs.documents.by_number(number)
    if receipt is None or receipt.kind is not Kind.RECEIPT:
        raise NotFound(f"No receipt has the number {number}.")
    if receipt.reservation_id is None:
        raise Rejected(f"{number} is of a session: use POST /sessions/<its id>/corrections.")
    if currency != receipt.content.currency:
        raise Rejected(f"amount: {number} is in {receipt.content.currency}.")
    return credit(receipt, wanted, now, needs)
