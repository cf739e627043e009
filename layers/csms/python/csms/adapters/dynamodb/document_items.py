"""Receipts and credit notes: items, and the actions that add one."""

from __future__ import annotations

from csms import clock
from csms.adapters.dynamodb import documents as texts
from csms.adapters.dynamodb.table import Item, key, marshal
from csms.adapters.dynamodb.update import Update
from csms.ids import digest
from csms.receipts.content import Content
from csms.receipts.document import LETTERS, Document, Kind
from csms.receipts.ports import Credited
from csms.receipts.stored import from_plain, to_plain

DOCUMENT = "DOCUMENT"
COUNTER = "COUNTER"
TOTAL = "TOTAL"


def document_key(document_id: str) -> str:
    """Partition of a document."""
    return f"DOC#{document_id}"


def number_key(number: str) -> str:
    """Partition of the document with a number."""
    return f"NUMBER#{number}"


def link_key(token: str) -> str:
    """Partition of the document that a token opens."""
    return f"LINK#{digest('document', token)}"


def series_key(entity_id: str, kind: Kind) -> str:
    """Partition of the last number of a series."""
    return f"SERIES#{entity_id}#{LETTERS[kind]}"


def credit_key(session_id: str) -> str:
    """Partition of what was given back of a session's charge."""
    return f"CREDIT#{session_id}"


def document_item(document: Document) -> Item:
    """The whole document; its content as one text, since nobody looks into it here."""
    return {
        "pk": document_key(document.document_id),
        "sk": DOCUMENT,
        "document_id": document.document_id,
        "kind": document.kind.value,
        "entity_id": document.entity_id,
        "session_id": document.session_id,
        "reservation_id": document.reservation_id,
        "driver_id": document.driver_id,
        "issued_at": clock.to_text(document.issued_at),
        "token": document.token,
        "sequence": document.sequence,
        "number": document.number,
        "content": texts.to_text(to_plain(document.content)),
    }


def document_from(item: Item) -> Document:
    """The inverse of `document_item`."""
    return Document(
        document_id=item["document_id"],
        kind=Kind(item["kind"]),
        entity_id=item["entity_id"],
        session_id=item.get("session_id"),
        driver_id=item.get("driver_id"),
        issued_at=clock.from_text(item["issued_at"]),
        token=item["token"],
        content=from_plain(Content, texts.from_text(item["content"])),
        sequence=int(item["sequence"]),
        reservation_id=item.get("reservation_id"),
    )


def credited_from(item: Item | None) -> Credited:
    """What was given back so far."""
    if item is None:
        return Credited()
    notes = {name: int(one) for name, one in item["notes"].items()}
    return Credited(int(item["credited"]), int(item["count"]), notes)


def adding_actions(table: str, document: Document) -> list[Item]:
    """The document first, then its number: a repeat and a lost race are told by the index."""
    update = Update().set(last=document.sequence)
    before = update.value("before", document.sequence - 1)
    condition = f"#last = {before}" if document.sequence > 1 else "attribute_not_exists(pk)"
    counter = update.render(condition)
    if document.sequence == 1:
        del counter["ExpressionAttributeValues"][before]
    series = key(series_key(document.entity_id, document.kind), COUNTER)
    pointer = {"sk": DOCUMENT, "document_id": document.document_id}
    return [
        _put(table, document_item(document)),
        {"Update": {"TableName": table, "Key": series, **counter}},
        _put(table, pointer | {"pk": number_key(document.number)}),
        _put(table, pointer | {"pk": link_key(document.token)}),
    ]


def credit_action(table: str, session_id: str, before: Credited, after: Credited) -> Item:
    """What was credited changes from what was read; a first one finds nothing there."""
    item = {
        "pk": credit_key(session_id),
        "sk": TOTAL,
        "credited": after.minor,
        "count": after.count,
        "notes": dict(after.notes),
    }
    put: Item = {"TableName": table, "Item": marshal(item)}
    if before.count:
        put["ConditionExpression"] = "#count = :before"
        put["ExpressionAttributeNames"] = {"#count": "count"}
        put["ExpressionAttributeValues"] = marshal({":before": before.count})
    else:
        put["ConditionExpression"] = "attribute_not_exists(pk)"
    return {"Put": put}


def _put(table: str, item: Item) -> Item:
    return {
        "Put": {
            "TableName": table,
            "Item": marshal(item),
            "ConditionExpression": "attribute_not_exists(pk)",
        }
    }
