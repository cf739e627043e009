"""What an operator gives back of a charge."""

from pydantic import BaseModel, Field, model_validator

from csms.errors import Rejected
from csms.payments.refund_model import Answer
from csms.receipts.crediting import Correction
from csms.receipts.document import Document
from csms.web.fields import MoneyView


class CorrectionIn(BaseModel):
    """Everything, or `amount`, or so much that `correct_gross` remains charged."""

    reason: str = Field(
        min_length=1, max_length=300, description="Printed on the credit note", examples=["broken"]
    )
    amount: MoneyView | None = Field(None, description="To give back; absent: all that is left")
    correct_gross: MoneyView | None = Field(
        None,
        description="What the session should have cost: the rest of what is charged by now, with "
        "all corrections, is given back",
    )

    correction_number: int | None = Field(
        None,
        ge=1,
        description="Which of the session's `corrections` this answers: the one in `review`, as "
        "far as you have seen; needed where one is",
    )

    @model_validator(mode="after")
    def _one_of_both(self) -> "CorrectionIn":
        if self.amount is not None and self.correct_gross is not None:
            raise ValueError("give amount or correct_gross, not both")
        return self


def correction_of(wanted: CorrectionIn, receipt: Document, key: str, by: str) -> Correction:
    """What is to be given back. Rejected in another currency."""
    answer = Answer(by, wanted.correction_number)
    amount, remains = _minor(wanted.amount, receipt), _minor(wanted.correct_gross, receipt)
    return Correction(wanted.reason, key, amount, answer=answer, remains=remains)


def _minor(told: MoneyView | None, receipt: Document) -> int | None:
    if told is None:
        return None
    if told.currency != receipt.content.currency:
        raise Rejected(f"currency: {receipt.number} is in {receipt.content.currency}")
    return told.minor
