"""Where a customer without a sign-in finds the receipt."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from csms import bootstrap
from csms.receipts.document import PUBLIC_PATH, receipt_id
from csms.receipts.ports import DocumentRepository
from csms.web.printing import public_url


@dataclass(frozen=True, slots=True)
class ReceiptLinks:
    """Links to public receipts, below the deployment's own address."""

    documents: DocumentRepository
    base_url: str

    def of(self, session_id: str) -> str | None:
        """None until the receipt is issued."""
        document = self.documents.get(receipt_id(session_id))
        return f"{self.base_url}{PUBLIC_PATH}{document.token}" if document else None


def _links(request: Request) -> ReceiptLinks:
    return ReceiptLinks(bootstrap.documents(), public_url(request))


Links = Annotated[ReceiptLinks, Depends(_links)]
