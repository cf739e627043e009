"""The write actions of a posting, and ledger items to the domain."""

from __future__ import annotations

from csms import clock
from csms.adapters.dynamodb.table import Item, key, marshal
from csms.adapters.dynamodb.update import Update
from csms.ids import shard_of
from csms.ledger import chart
from csms.ledger.model import Entry, Leg, Transfer


def posting_actions(table: str, transfer: Transfer) -> list[Item]:
    """The transfer first, so that a repeated one is told by its index; then two for each leg."""
    actions = [_put(table, _transfer_item(transfer))]
    for leg in transfer.legs:
        actions += [_put(table, _entry_item(transfer, leg)), _balance_change(table, transfer, leg)]
    return actions


def balance_sort_keys(account_id: str) -> list[str]:
    """Where an account's balance stands: one item, or shards to avoid conflicts."""
    if not chart.is_hot(account_id):
        return ["BALANCE"]
    return [f"BALANCE#{shard:02d}" for shard in range(chart.SHARDS)]


def transfer_from(item: Item) -> Transfer:
    """A transfer."""
    return Transfer(
        transfer_id=item["transfer_id"],
        kind=item["kind"],
        currency=item["currency"],
        posted_at=clock.from_text(item["posted_at"]),
        legs=tuple(Leg(one["account_id"], int(one["minor"])) for one in item["legs"]),
        reference=item["reference"],
    )


def entry_from(item: Item) -> Entry:
    """An entry."""
    return Entry(
        account_id=item["account_id"],
        transfer_id=item["transfer_id"],
        kind=item["kind"],
        posted_at=clock.from_text(item["posted_at"]),
        minor=int(item["minor"]),
        currency=item["currency"],
        reference=item["reference"],
    )


def _transfer_item(transfer: Transfer) -> Item:
    return {
        "pk": f"TRANSFER#{transfer.transfer_id}",
        "sk": "TRANSFER",
        "transfer_id": transfer.transfer_id,
        "kind": transfer.kind,
        "currency": transfer.currency,
        "posted_at": clock.to_text(transfer.posted_at),
        "legs": [{"account_id": leg.account_id, "minor": leg.minor} for leg in transfer.legs],
        "reference": transfer.reference,
    }


def _entry_item(transfer: Transfer, leg: Leg) -> Item:
    posted_at = clock.to_text(transfer.posted_at)
    return {
        "pk": f"ACC#{leg.account_id}",
        "sk": f"ENTRY#{posted_at}#{transfer.transfer_id}",
        "account_id": leg.account_id,
        "transfer_id": transfer.transfer_id,
        "kind": transfer.kind,
        "posted_at": posted_at,
        "minor": leg.minor,
        "currency": transfer.currency,
        "reference": transfer.reference,
    }


def _balance_change(table: str, transfer: Transfer, leg: Leg) -> Item:
    """Conditions allow no arithmetic, hence `available` is stored and posted is derived."""
    update = Update().set_once(currency=transfer.currency).add(available=leg.minor)
    condition = "(attribute_not_exists(currency) OR currency = :currency)"
    if leg.minor < 0 and not chart.may_be_overdrawn(leg.account_id):
        condition += f" AND available >= {update.value('needed', -leg.minor)}"
    shards = balance_sort_keys(leg.account_id)
    sk = shards[shard_of(transfer.transfer_id, len(shards))]
    return {
        "Update": {
            "TableName": table,
            "Key": key(f"ACC#{leg.account_id}", sk),
            **update.render(condition),
        }
    }


def _put(table: str, item: Item) -> Item:
    return {
        "Put": {
            "TableName": table,
            "Item": marshal(item),
            "ConditionExpression": "attribute_not_exists(pk)",
        }
    }
