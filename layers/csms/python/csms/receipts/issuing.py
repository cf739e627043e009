"""The next number of a series, given once: no gap, no number twice, whoever else issues."""

import random
import time
from collections.abc import Callable
from dataclasses import replace

from csms.errors import Unavailable
from csms.receipts.document import Document
from csms.receipts.ports import Added, DocumentRepository

ATTEMPTS = 12
FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.02, 1.0


def pause(attempt: int) -> None:
    """Full jitter, so that those who lost the same race do not meet again."""
    time.sleep(random.uniform(0, min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2**attempt)))


def issue(
    draft: Document, documents: DocumentRepository, wait: Callable[[int], None] = pause
) -> Document:
    """Store a draft with the next number of its series; the stored one if that was done before.

    Unavailable: too many others issued at the same time; nothing was stored.
    """
    for attempt in range(ATTEMPTS):
        known = documents.get(draft.document_id)
        if known is not None:
            return known
        numbered = replace(draft, sequence=documents.last(draft.entity_id, draft.kind) + 1)
        match documents.add(numbered):
            case Added.YES:
                return numbered
            case Added.TAKEN:
                wait(attempt)
            case Added.KNOWN:
                continue
    raise Unavailable(f"no number for {draft.document_id}: too many were issued at once")
