"""One condition of posting or holds broken in each: a test has to notice (docs/money.md)."""

from typing import NamedTuple


class Mutant(NamedTuple):
    """A text of a module's source, and what stands there instead."""

    name: str
    module: str
    old: str
    new: str


ALWAYS = '"(attribute_exists(pk) OR attribute_not_exists(pk))"'

DOMAIN = [
    Mutant(
        "legs need not sum to zero",
        "csms.ledger.model",
        "sum(leg.minor for leg in self.legs) != 0 or not self.legs",
        "not self.legs",
    ),
    Mutant(
        "a transfer without legs",
        "csms.ledger.model",
        "sum(leg.minor for leg in self.legs) != 0 or not self.legs",
        "sum(leg.minor for leg in self.legs) != 0",
    ),
    Mutant(
        "a leg of nothing",
        "csms.ledger.model",
        "if not all(leg.minor for leg in self.legs)",
        "if False",
    ),
    Mutant(
        "an account twice in a transfer",
        "csms.ledger.model",
        "if len({leg.account_id for leg in self.legs}) != len(self.legs)",
        "if False",
    ),
    Mutant(
        "a wallet may be overdrawn",
        "csms.ledger.changes",
        "-self.available_minor if bounded and self.available_minor < 0 else None",
        "None",
    ),
    Mutant(
        "more is paid back than owed",
        "csms.ledger.changes",
        "if repaid or self.empties else None",
        "if self.empties else None",
    ),
    Mutant(
        "a debt beside a full wallet",
        "csms.ledger.changes",
        "if repaid or self.empties else None",
        "if repaid else None",
    ),
    Mutant(
        "the rest of a hold does not return",
        "csms.ledger.changes",
        "paid.available_minor + hold.minor",
        "paid.available_minor",
    ),
    Mutant(
        "an ended hold is held on",
        "csms.ledger.changes",
        "held_minor=-hold.minor",
        "held_minor=0",
    ),
    Mutant(
        "a hold that never was gives money back",
        "csms.ledger.changes",
        "if end is not None and not end.never_placed",
        "if end is not None",
    ),
    Mutant(
        "a hold of nothing",
        "csms.ledger.holds",
        "if self.pending and self.minor <= 0",
        "if False",
    ),
    Mutant(
        "a hold on a spread account",
        "csms.ledger.holds",
        "if chart.is_hot(self.account_id)",
        "if False",
    ),
    Mutant(
        "an extension may be less",
        "csms.ledger.holds",
        "if minor <= hold.minor",
        "if False",
    ),
    Mutant(
        "a repeat with another amount",
        "csms.ledger.holds",
        "return (self.account_id, self.currency, self.placed_minor) == (\n"
        "            other.account_id,\n"
        "            other.currency,\n"
        "            other.placed_minor,\n"
        "        )",
        "return (self.account_id, self.currency) == (other.account_id, other.currency)",
    ),
    Mutant(
        "a repeat on another account or in another currency",
        "csms.ledger.holds",
        "return (self.account_id, self.currency, self.placed_minor) == (\n"
        "            other.account_id,\n"
        "            other.currency,\n"
        "            other.placed_minor,\n"
        "        )",
        "return self.placed_minor == other.placed_minor",
    ),
    Mutant(
        "a hold is posted though nobody takes from it",
        "csms.ledger.holds",
        "HoldState.POSTED if pays else HoldState.VOIDED",
        "HoldState.POSTED",
    ),
    Mutant(
        "a top-up pays no debt",
        "csms.ledger.topping_up",
        "back = min(paid, owed_minor)",
        "back = 0",
    ),
    Mutant(
        "a top-up pays a debt in another currency",
        "csms.ledger.topping_up",
        "if owed and owed.currency == top_up.paid.currency else 0",
        "if owed else 0",
    ),
    Mutant(
        "a top-up of nothing",
        "csms.ledger.topping_up",
        "if paid <= 0",
        "if False",
    ),
    Mutant(
        "an ended hold pays",
        "csms.settlement.paying",
        "held is not None and held.pending and held.account_id == wallet",
        "held is not None and held.account_id == wallet",
    ),
    Mutant(
        "another driver's hold pays",
        "csms.settlement.paying",
        "held is not None and held.pending and held.account_id == wallet",
        "held is not None and held.pending",
    ),
    Mutant(
        "a hold in another currency pays",
        "csms.settlement.paying",
        "held.minor if held and counts and held.currency == self.currency else 0",
        "held.minor if held and counts else 0",
    ),
    Mutant(
        "the wallet pays what it does not have",
        "csms.settlement.paying",
        "taken = min(gross.minor, means.most_minor)",
        "taken = gross.minor",
    ),
    Mutant(
        "a wallet in another currency pays",
        "csms.settlement.paying",
        "if wallet and wallet.currency == currency else 0",
        "if wallet else 0",
    ),
    Mutant(
        "the id of a hold stays open after the settlement",
        "csms.settlement.paying",
        "    if hold is None:\n",
        "    if hold is None:\n        return None\n    if hold is None:\n",
    ),
    Mutant(
        "a hold ends twice",
        "csms.settlement.paying",
        "return ending(hold, transfer, at) if hold.pending else None",
        "return ending(hold, transfer, at)",
    ),
    Mutant(
        "a settled or reviewed session is held for",
        "csms.settlement.holding",
        " or session.settlement is not None",
        "",
    ),
    Mutant(
        "more is held than there is",
        "csms.settlement.holding",
        "min(cost.minor, found.most_minor)",
        "cost.minor",
    ),
    Mutant(
        "an ended hold is extended",
        "csms.settlement.holding",
        "if not known.pending or minor <= known.minor",
        "if minor <= known.minor",
    ),
    Mutant(
        "a hold is extended to less",
        "csms.settlement.holding",
        "if not known.pending or minor <= known.minor",
        "if not known.pending",
    ),
    Mutant(
        "nothing is held",
        "csms.settlement.holding",
        "    if minor <= 0:\n        return None\n",
        "",
    ),
]

_TRANSFER, _ENTRY = "put_new(table, _transfer_item(transfer))", "put_new(table, one)"
_PUT = '{{"Put": {{"TableName": table, "Item": marshal({})}}}}'
_CURRENCY = '"(attribute_not_exists(currency) OR currency = :currency)"'
_CHANGE = 'f"#now = {pending} AND minor = {read}"'

DYNAMODB = [
    Mutant(
        "DynamoDB: a transfer is written over",
        "csms.adapters.dynamodb.ledger_items",
        _TRANSFER,
        _PUT.format("_transfer_item(transfer)"),
    ),
    Mutant(
        "DynamoDB: an entry is written over",
        "csms.adapters.dynamodb.ledger_items",
        _ENTRY,
        _PUT.format("one"),
    ),
    Mutant(
        "DynamoDB: any currency",
        "csms.adapters.dynamodb.ledger_items",
        _CURRENCY,
        _CURRENCY.replace("currency = :currency", ":currency = :currency"),
    ),
    Mutant(
        "DynamoDB: no least amount",
        "csms.adapters.dynamodb.ledger_items",
        'f" AND available >= {',
        'f" AND :currency <> {',
    ),
    Mutant(
        "DynamoDB: no greatest amount",
        "csms.adapters.dynamodb.ledger_items",
        'f" AND available <= {',
        'f" AND :currency <> {',
    ),
    Mutant(
        "DynamoDB: a debt without a wallet is refused",
        "csms.adapters.dynamodb.ledger_items",
        '"attribute_not_exists(currency) OR currency <> :currency"',
        '"currency <> :currency"',
    ),
    Mutant(
        "DynamoDB: a debt beside a wallet in another currency is refused",
        "csms.adapters.dynamodb.ledger_items",
        '"attribute_not_exists(currency) OR currency <> :currency"',
        '"attribute_not_exists(currency) OR :currency <> :currency"',
    ),
    Mutant(
        "DynamoDB: a debt beside a full wallet",
        "csms.adapters.dynamodb.ledger_items",
        '" OR available <= :most"',
        '" OR :most = :most"',
    ),
    Mutant(
        "DynamoDB: a hold is written over",
        "csms.adapters.dynamodb.hold_items",
        "    return put_new(\n        table,\n        {\n",
        '    return (lambda table, item: {"Put": {"TableName": table, "Item": '
        '__import__("csms.adapters.dynamodb.table", fromlist=["x"]).marshal(item)}})(\n'
        "        table,\n        {\n",
    ),
    Mutant(
        "DynamoDB: the list of holds is written over",
        "csms.adapters.dynamodb.hold_items",
        'return put_new(table, {"pk": account_key(hold.account_id), "sk": sk, '
        '"hold_id": hold.hold_id})',
        'return {"Put": {"TableName": table, "Item": {name: {"S": value} for name, value in '
        '{"pk": account_key(hold.account_id), "sk": sk, "hold_id": hold.hold_id}.items()}}}',
    ),
    Mutant(
        "DynamoDB: an ended hold changes",
        "csms.adapters.dynamodb.hold_items",
        _CHANGE,
        _CHANGE.replace("#now = {pending}", "#now <> {read} AND {pending} = {pending}"),
    ),
    Mutant(
        "DynamoDB: a hold changes unread",
        "csms.adapters.dynamodb.hold_items",
        _CHANGE,
        _CHANGE.replace("minor = {read}", "{read} = {read}"),
    ),
    Mutant(
        "DynamoDB: a hold expires early",
        "csms.adapters.dynamodb.hold_items",
        'f" AND due_at <= {',
        'f" AND {pending} <> {',
    ),
    Mutant(
        "DynamoDB: a repeated transfer is a conflict",
        "csms.adapters.dynamodb.ledger",
        "if failed == 0:",
        "if failed == -1:",
    ),
    Mutant(
        "DynamoDB: what an account forbids counts as posted",
        "csms.adapters.dynamodb.ledger",
        "if failed == 0:",
        "if failed is not None:",
    ),
    Mutant(
        "DynamoDB: money that is missing is held",
        "csms.adapters.dynamodb.holds",
        "if known is None:\n            raise",
        "if known is None:\n            return hold\n            raise",
    ),
    Mutant(
        "DynamoDB: another hold counts as a repeat",
        "csms.adapters.dynamodb.holds",
        "if not known.is_repeat_of(hold)",
        "if False",
    ),
    Mutant(
        "DynamoDB: a repeated extension is a conflict",
        "csms.adapters.dynamodb.holds",
        "if failed is None or self.hold(hold.hold_id) == wanted:",
        "if failed is None:",
    ),
    Mutant(
        "DynamoDB: an extension that failed counts",
        "csms.adapters.dynamodb.holds",
        "if failed is None or self.hold(hold.hold_id) == wanted:",
        "if True:",
    ),
    Mutant(
        "DynamoDB: a release that failed counts as done",
        "csms.adapters.dynamodb.holds",
        "if known is not None and known.state is end.after.state:",
        "if True:",
    ),
    Mutant(
        "DynamoDB: a repeated release is a conflict",
        "csms.adapters.dynamodb.holds",
        "if known is not None and known.state is end.after.state:",
        "if False:",
    ),
    Mutant(
        "DynamoDB: a hold leaves the list of pending ones too late",
        "csms.adapters.dynamodb.holds",
        "if one.pending and one.expires_at <= now",
        "if one.expires_at > now",
    ),
    Mutant(
        "DynamoDB: a session without a stop is settled",
        "csms.adapters.dynamodb.settlement",
        '"attribute_exists(stop_key) AND attribute_not_exists(settlement)"',
        '"attribute_not_exists(settlement)"',
    ),
    Mutant(
        "DynamoDB: a session is settled twice",
        "csms.adapters.dynamodb.settlement",
        '"attribute_exists(stop_key) AND attribute_not_exists(settlement)"',
        '"attribute_exists(stop_key)"',
    ),
    Mutant(
        "DynamoDB: another stop than was rated",
        "csms.adapters.dynamodb.settlement",
        "f\" AND stop_key = {update.value('rated', rated_stop)}\"",
        "f\" AND {update.value('rated', rated_stop)} = :rated\"",
    ),
    Mutant(
        "DynamoDB: a hold that changed counts as settled",
        "csms.adapters.dynamodb.settlement",
        'raise Conflict("the session\'s hold is not as it was read")',
        "return False",
    ),
    Mutant(
        "DynamoDB: a conflict is not tried again",
        "csms.adapters.dynamodb.transactions",
        "ATTEMPTS = 5",
        "ATTEMPTS = 1",
    ),
    Mutant(
        "DynamoDB: a conflict counts as a failed condition",
        "csms.adapters.dynamodb.transactions",
        "    if PASSING & set(codes):\n        return None\n",
        "    if PASSING & set(codes):\n        return 0\n",
    ),
    Mutant(
        "DynamoDB: a failed condition is tried again",
        "csms.adapters.dynamodb.transactions",
        '        return codes.index("ConditionalCheckFailed")\n',
        "        return None\n",
    ),
]

MEMORY = [
    Mutant(
        "memory: any currency",
        "csms.adapters.memory.books",
        "if known is not None and known.currency != change.currency:",
        "if False:",
    ),
    Mutant(
        "memory: no least amount",
        "csms.adapters.memory.books",
        "if least is not None and (available is None or available < least):",
        "if False:",
    ),
    Mutant(
        "memory: no greatest amount",
        "csms.adapters.memory.books",
        "return most is None or (available is not None and available <= most)",
        "return True",
    ),
    Mutant(
        "memory: a debt beside a full wallet",
        "csms.adapters.memory.books",
        "known is None or known.currency != change.currency or not known.available_minor",
        "True",
    ),
    Mutant(
        "memory: a debt without a wallet is refused",
        "csms.adapters.memory.books",
        "return known is None or known.currency != change.currency or not",
        "return known is not None and not",
    ),
    Mutant(
        "memory: accounts are not asked",
        "csms.adapters.memory.books",
        "return self.allow(of_posting(transfer, end)) and (end is None or self.may_end(end))",
        "return end is None or self.may_end(end)",
    ),
    Mutant(
        "memory: the hold is not asked",
        "csms.adapters.memory.books",
        "return self.allow(of_posting(transfer, end)) and (end is None or self.may_end(end))",
        "return self.allow(of_posting(transfer, end))",
    ),
    Mutant(
        "memory: a hold that was placed meanwhile is closed unseen",
        "csms.adapters.memory.books",
        "            return known is None\n",
        "            return True\n",
    ),
    Mutant(
        "memory: an ended hold changes",
        "csms.adapters.memory.books",
        "known is not None and known.pending and known.minor == hold.minor",
        "known is not None and known.minor == hold.minor",
    ),
    Mutant(
        "memory: a hold changes unread",
        "csms.adapters.memory.books",
        "known is not None and known.pending and known.minor == hold.minor",
        "known is not None and known.pending",
    ),
    Mutant(
        "memory: a hold expires early",
        "csms.adapters.memory.books",
        "return over_at is None or known.expires_at <= over_at",
        "return True",
    ),
    Mutant(
        "memory: a transfer is posted twice",
        "csms.adapters.memory.ledger",
        "if transfer.transfer_id in self.books.transfers:",
        "if False:",
    ),
    Mutant(
        "memory: a posting that is forbidden",
        "csms.adapters.memory.ledger",
        "if not self.books.may_post(transfer, end):",
        "if False:",
    ),
    Mutant(
        "memory: a hold is placed twice",
        "csms.adapters.memory.holds",
        "            if known is not None:\n                return _same(known, hold)\n",
        "",
    ),
    Mutant(
        "memory: another hold counts as a repeat",
        "csms.adapters.memory.holds",
        "if not known.is_repeat_of(hold):",
        "if False:",
    ),
    Mutant(
        "memory: an extension is done twice",
        "csms.adapters.memory.holds",
        "            if self._books.holds.get(hold.hold_id) == wanted:\n"
        "                return wanted\n",
        "",
    ),
    Mutant(
        "memory: an extension of another hold than was read",
        "csms.adapters.memory.holds",
        "if not self._books.is_as_read(hold):",
        "if False:",
    ),
    Mutant(
        "memory: a release of another hold than was read",
        "csms.adapters.memory.holds",
        "if self._books.may_end(end):",
        "if True:",
    ),
    Mutant(
        "memory: a repeated release is a conflict",
        "csms.adapters.memory.holds",
        "if known is not None and known.state is end.after.state:",
        "if False:",
    ),
    Mutant(
        "memory: money that is missing is held",
        "csms.adapters.memory.holds",
        "if not self._books.allow([change]):",
        "if False:",
    ),
    Mutant(
        "memory: another stop than was rated",
        "csms.adapters.memory.settlement",
        "            require_rated(self.sessions.get(session), rated_stop)\n",
        "",
    ),
    Mutant(
        "memory: a charge is posted twice",
        "csms.adapters.memory.settlement",
        "if transfer is not None and transfer.transfer_id in books.transfers:",
        "if False:",
    ),
    Mutant(
        "memory: a settlement that is forbidden",
        "csms.adapters.memory.settlement",
        "if not books.may_post(transfer, end):",
        "if False:",
    ),
    Mutant(
        "memory: a session is settled twice",
        "csms.adapters.memory.sessions",
        "if facts is None or facts.stop is None or facts.settlement is not None:",
        "if facts is None or facts.stop is None:",
    ),
    Mutant(
        "memory: a session without a stop is settled",
        "csms.adapters.memory.sessions",
        "if facts is None or facts.stop is None or facts.settlement is not None:",
        "if facts is None or facts.settlement is not None:",
    ),
]

MUTANTS = DOMAIN + DYNAMODB + MEMORY
