"""Corrections: session, document and money in one transaction over two tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms.adapters.dynamodb import document_items, keys
from csms.adapters.dynamodb.correction_items import correction_item
from csms.adapters.dynamodb.ledger import posting_actions
from csms.adapters.dynamodb.table import Item, Table, key
from csms.adapters.dynamodb.transactions import write_together
from csms.adapters.dynamodb.update import Update
from csms.charging.vocabulary import SessionState
from csms.errors import Conflict

if TYPE_CHECKING:
    from csms.charging.corrections import LateCorrection
    from csms.charging.vocabulary import SessionKey
    from csms.corrections.ports import Noted


class DynamoCorrections:
    """CorrectionStore over the sessions and ledger tables."""

    def __init__(self, sessions: Table, ledger: Table) -> None:
        """Two tables of one client."""
        self._sessions = sessions
        self._ledger = ledger

    def add(self, session: SessionKey, correction: LateCorrection, noted: Noted | None) -> bool:
        """See the port. The session's mark comes first, the document's five actions next."""
        actions = [self._mark(session, correction)]
        if noted is not None:
            actions += self._document(noted)
        failed = write_together(self._sessions.client, actions)
        if failed is not None and failed > 5:
            raise Conflict(f"{correction.document_id}: an account does not allow it")
        return failed is None

    def _mark(self, session: SessionKey, correction: LateCorrection) -> Item:
        update = Update().append(corrections=[correction_item(correction)])
        update.set(correction_count=correction.number)
        settled = update.value("settled", SessionState.SETTLED.value)
        condition = f"settlement.outcome = {settled} AND {_is_next(update, correction)}"
        return {
            "Update": {
                "TableName": self._sessions.name,
                "Key": key(keys.station(session.station_id), keys.transaction(session)),
                **update.render(condition),
            }
        }

    def _document(self, noted: Noted) -> list[Item]:
        name, document, refund = self._ledger.name, noted.document, noted.refund
        credit = document_items.credit_action(
            name, document.subject_id, refund.before, refund.after
        )
        adding = document_items.adding_actions(name, document)
        return [*adding, credit, *posting_actions(name, refund.transfer)]


def _is_next(update: Update, correction: LateCorrection) -> str:
    if correction.number == 1:
        return "attribute_not_exists(correction_count)"
    return f"correction_count = {update.value('known', correction.number - 1)}"
