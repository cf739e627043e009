"""The write actions of a posting, and ledger items to the domain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csms import clock
from csms.adapters.dynamodb.table import Item, key, marshal
from csms.adapters.dynamodb.update import Update
from csms.ids import shard_of
from csms.ledger import chart
from csms.ledger.changes import AccountChange
from csms.ledger.model import Balances, Entry, Leg, Transfer

if TYPE_CHECKING:
    from collections.abc import Mapping


def journal_actions(table: str, transfer: Transfer) -> list[Item]:
    """The transfer first, so that a repeated one is told by its index; then its entries."""
    entries = (_entry_item(transfer, leg) for leg in transfer.legs)
    return [put_new(table, _transfer_item(transfer)), *(put_new(table, one) for one in entries)]


def balance_action(table: str, change: AccountChange, spread_by: str) -> Item:
    """Conditions allow no arithmetic, hence `available` is stored and posted is derived.

    `spread_by` chooses the shard of an account that every session touches.
    """
    if not change.moves:
        return _empty_check(table, change)
    update = Update().set_once(currency=change.currency).add(available=change.available_minor)
    update.add(held=change.held_minor or None)
    condition = "(attribute_not_exists(currency) OR currency = :currency)"
    if change.least_available is not None:
        condition += f" AND available >= {update.value('least', change.least_available)}"
    if change.most_available is not None:
        condition += f" AND available <= {update.value('most', change.most_available)}"
    shards = balance_sort_keys(change.account_id)
    sk = shards[shard_of(spread_by, len(shards))]
    return {
        "Update": {
            "TableName": table,
            "Key": key(balance_key(change.account_id), sk),
            **update.render(condition),
        }
    }


def _empty_check(table: str, change: AccountChange) -> Item:
    """Nothing is available in this currency."""
    return {
        "ConditionCheck": {
            "TableName": table,
            "Key": key(balance_key(change.account_id), balance_sort_keys(change.account_id)[0]),
            "ConditionExpression": "attribute_not_exists(currency) OR currency <> :currency"
            " OR available <= :most",
            "ExpressionAttributeValues": marshal(
                {":currency": change.currency, ":most": change.most_available}
            ),
        }
    }


def balance_key(account_id: str) -> str:
    """Partition of an account's balance: apart from its entries, which nobody may update."""
    return f"BAL#{account_id}"


def account_key(account_id: str) -> str:
    """Partition of an account's statement, and of the list of its holds."""
    return f"ACC#{account_id}"


def balance_place(account_id: str) -> tuple[str, str]:
    """Where the balance of a driver's account stands: it is not spread."""
    return balance_key(account_id), balance_sort_keys(account_id)[0]


def balances_from(items: Mapping[tuple[str, str], Item]) -> dict[str, Balances]:
    """Drivers' accounts by id, of the items at their places."""
    found = {}
    for (pk, _), item in items.items():
        account_id = pk.removeprefix("BAL#")
        available, held = int(item["available"]), int(item.get("held", 0))
        found[account_id] = Balances(account_id, item["currency"], available, held)
    return found


def balance_sort_keys(account_id: str) -> list[str]:
    """Where an account's balance stands: one item, or shards to avoid conflicts."""
    if not chart.is_hot(account_id):
        return ["BALANCE"]
    return [f"BALANCE#{shard:02d}" for shard in range(chart.SHARDS)]


def put_new(table: str, item: Item) -> Item:
    """An item that must not be there yet."""
    return {
        "Put": {
            "TableName": table,
            "Item": marshal(item),
            "ConditionExpression": "attribute_not_exists(pk)",
        }
    }


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
        "pk": account_key(leg.account_id),
        "sk": f"ENTRY#{posted_at}#{transfer.transfer_id}",
        "account_id": leg.account_id,
        "transfer_id": transfer.transfer_id,
        "kind": transfer.kind,
        "posted_at": posted_at,
        "minor": leg.minor,
        "currency": transfer.currency,
        "reference": transfer.reference,
    }
