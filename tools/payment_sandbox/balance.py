"""The account's balance: what moved it, what was kept as a fee, and payouts to a bank."""

from payment_sandbox.problems import malformed
from payment_sandbox.wire import Params, listing
from payment_sandbox.world import Thing, World

# Of a payment: 1.4 percent and 25 minor units.
_PER_MILLE, _FIXED = 14, 25
_DAY = 86_400


def moved(word: str, source: Thing, amount: int, world: World, fee: int = 0) -> Thing:
    """A balance transaction; `source` is what it is about."""
    return world.add(
        "balance_transaction",
        {
            "id": world.new_id("txn"),
            "object": "balance_transaction",
            "amount": amount,
            "available_on": world.now() + 2 * _DAY,
            "created": world.now(),
            "currency": source["currency"],
            "fee": fee,
            "net": amount - fee,
            "source": source["id"],
            "status": "available",
            "type": word,
        },
    )


def earned(charge: Thing, amount: int, world: World) -> None:
    """A payment, less its fee."""
    moved("charge", charge, amount, world, amount * _PER_MILLE // 1000 + _FIXED)


def given_back(refund: Thing, world: World) -> None:
    """A refund: the fee of the payment is not given back."""
    moved("refund", refund, -refund["amount"], world)


def charged(word: str, currency: str, amount: int, world: World) -> Thing:
    """A fee of its own, or anything else that lessens the balance."""
    source = {"id": None, "currency": currency}
    return moved(word, source, -amount, world)


def pay_out(currency: str, world: World) -> Thing:
    """All that the balance holds in a currency, on its way to the bank."""
    balance = sum(one["net"] for one in world.newest("balance_transaction", currency=currency))
    if balance <= 0:
        raise malformed("currency", "There is nothing to pay out.")
    payout = world.add(
        "payout",
        {
            "id": world.new_id("po"),
            "object": "payout",
            "amount": balance,
            "arrival_date": world.now() + 2 * _DAY,
            "created": world.now(),
            "currency": currency,
            "failure_code": None,
            "status": "in_transit",
        },
    )
    moved("payout", payout, -balance, world)
    world.tell("payout.created", payout)
    return payout


def end_payout(payout: Thing, failure: str | None, world: World) -> Thing:
    """It has arrived; or the bank did not take it, and the balance has it again."""
    payout |= {"status": "failed" if failure else "paid", "failure_code": failure}
    if failure:
        moved("payout_failure", payout, payout["amount"], world)
    world.tell(f"payout.{payout['status']}", payout)
    return payout


def since(kind: str, path: str, world: World, params: Params) -> Thing:
    """A page of a kind, of a time on, newest first; the things they are about, if asked for."""
    earliest = int((params.get("created") or {}).get("gte", 0))
    found = [one for one in world.newest(kind) if one["created"] >= earliest]
    page = listing(path, found, params)
    if "data.source" in params.get("expand", []):
        page["data"] = [one | {"source": _source(one, world)} for one in page["data"]]
    return page


def _source(transaction: Thing, world: World) -> Thing | None:
    name = transaction["source"]
    kinds = ("charge", "refund", "payout", "dispute")
    return next((found for one in kinds if (found := world.things.get(one, {}).get(name))), None)
