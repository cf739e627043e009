"""The write actions of holds, and hold items to the domain."""

from __future__ import annotations

from datetime import datetime

from csms import clock
from csms.adapters.dynamodb.ledger_items import account_key, put_new
from csms.adapters.dynamodb.table import Item, key
from csms.adapters.dynamodb.update import Update
from csms.ids import shard_of
from csms.ledger.holds import Ending, Hold, HoldState

RECORD = "HOLD"
PENDING_SHARDS = 8
BY_PENDING = ("by_pending", "pending_shard")


def hold_key(hold_id: str) -> str:
    """Partition of a hold: the only item of the ledger beside balances that changes."""
    return f"HOLD#{hold_id}"


def put_action(table: str, hold: Hold) -> Item:
    """A hold whose id is new."""
    shard = str(shard_of(hold.hold_id, PENDING_SHARDS)) if hold.pending else None
    return put_new(
        table,
        {
            "pk": hold_key(hold.hold_id),
            "sk": RECORD,
            "hold_id": hold.hold_id,
            "account_id": hold.account_id,
            "currency": hold.currency,
            "minor": hold.minor,
            "placed_minor": hold.placed_minor,
            "reference": hold.reference,
            "created_at": clock.to_text(hold.created_at),
            "due_at": clock.to_text(hold.expires_at),
            "state": hold.state.value,
            "resolved_at": clock.to_text(hold.resolved_at) if hold.resolved_at else None,
            "pending_shard": shard,
        },
    )


def listing_action(table: str, hold: Hold) -> Item:
    """The hold in the list of its account."""
    created_at = clock.to_text(hold.created_at)
    sk = f"HOLD#{created_at}#{hold.hold_id}"
    return put_new(table, {"pk": account_key(hold.account_id), "sk": sk, "hold_id": hold.hold_id})


def extend_action(table: str, hold: Hold, minor: int, expires_at: datetime) -> Item:
    """Another amount, if the hold is as it was read."""
    update = Update().set(minor=minor, due_at=clock.to_text(expires_at))
    return _change(table, hold, update)


def end_action(table: str, end: Ending) -> Item:
    """A hold as it ends, if it is as it was read; it leaves the index of pending ones."""
    after = end.after
    if end.never_placed or after.resolved_at is None:
        return put_action(table, after)
    update = Update().set(
        state=after.state.value,
        resolved_at=clock.to_text(after.resolved_at),
        transfer_id=after.transfer_id,
    )
    update.remove("pending_shard")
    expires = after.state is HoldState.EXPIRED
    return _change(table, end.before, update, after.resolved_at if expires else None)


def _change(table: str, hold: Hold, update: Update, over_at: datetime | None = None) -> Item:
    pending, read = (
        update.value("pending", HoldState.PENDING.value),
        update.value("read", hold.minor),
    )
    condition = f"#now = {pending} AND minor = {read}"
    if over_at is not None:
        condition += f" AND due_at <= {update.value('over_at', clock.to_text(over_at))}"
    rendered = update.render(condition)
    rendered["ExpressionAttributeNames"] |= {"#now": "state"}
    return {"Update": {"TableName": table, "Key": key(hold_key(hold.hold_id), RECORD), **rendered}}


def hold_from(item: Item) -> Hold:
    """A hold."""
    resolved_at = item.get("resolved_at")
    return Hold(
        hold_id=item["hold_id"],
        account_id=item["account_id"],
        currency=item["currency"],
        minor=int(item["minor"]),
        placed_minor=int(item["placed_minor"]),
        reference=item["reference"],
        created_at=clock.from_text(item["created_at"]),
        expires_at=clock.from_text(item["due_at"]),
        state=HoldState(item["state"]),
        resolved_at=clock.from_text(resolved_at) if resolved_at else None,
        transfer_id=item.get("transfer_id"),
    )
