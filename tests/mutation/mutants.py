"""One condition of posting or holds broken in each: a test has to notice (docs/money.md)."""

from typing import NamedTuple


class Mutant(NamedTuple):
    """A text of a module's source, what stands there instead, and the tests that notice it."""

    name: str
    noticed_by: str
    module: str
    old: str
    new: str


DOMAIN = [
    Mutant(
        "legs need not sum to zero",
        "test_money_is_neither_made",
        "csms.ledger.model",
        "sum(leg.minor for leg in self.legs) != 0 or not self.legs",
        "not self.legs",
    ),
    Mutant(
        "a transfer without legs",
        "test_money_is_neither_made",
        "csms.ledger.model",
        "sum(leg.minor for leg in self.legs) != 0 or not self.legs",
        "sum(leg.minor for leg in self.legs) != 0",
    ),
    Mutant(
        "a leg of nothing",
        "test_a_leg_moves_money",
        "csms.ledger.model",
        "if not all(leg.minor for leg in self.legs)",
        "if False",
    ),
    Mutant(
        "an account twice in a transfer",
        "test_account_occurs_once",
        "csms.ledger.model",
        "if len({leg.account_id for leg in self.legs}) != len(self.legs)",
        "if False",
    ),
    Mutant(
        "an account of another currency",
        "test_an_account_that_all_share",
        "csms.ledger.model",
        "if not all(chart.bears(leg.account_id, self.currency) for leg in self.legs)",
        "if False",
    ),
    Mutant(
        "a wallet may be overdrawn",
        "test_overdrawn_wallet_is_refused",
        "csms.ledger.changes",
        "-self.available_minor if bounded and self.available_minor < 0 else None",
        "None",
    ),
    Mutant(
        "more is paid back than owed",
        "test_nobody_pays_back_more",
        "csms.ledger.changes",
        "if repaid or self.empties else None",
        "if self.empties else None",
    ),
    Mutant(
        "a debt beside a full wallet",
        "test_nobody_owes_while",
        "csms.ledger.changes",
        "if repaid or self.empties else None",
        "if repaid else None",
    ),
    Mutant(
        "the rest of a hold does not return",
        "test_a_posting_takes_from_the_hold",
        "csms.ledger.changes",
        "paid.available_minor + hold.minor",
        "paid.available_minor",
    ),
    Mutant(
        "an ended hold is held on",
        "test_a_posting_takes_from_the_hold",
        "csms.ledger.changes",
        "held_minor=-hold.minor",
        "held_minor=0",
    ),
    Mutant(
        "a hold that never was gives money back",
        "test_settlement_without_money_closes",
        "csms.ledger.changes",
        "if end is not None and not end.never_placed",
        "if end is not None",
    ),
    Mutant(
        "a hold of nothing",
        "test_a_hold_of_nothing",
        "csms.ledger.holds",
        "if self.pending and self.minor <= 0",
        "if False",
    ),
    Mutant(
        "a hold on a spread account",
        "test_a_spread_account",
        "csms.ledger.holds",
        "if chart.is_hot(self.account_id)",
        "if False",
    ),
    Mutant(
        "an extension may be less",
        "test_an_extension_is_more",
        "csms.ledger.holds",
        "if minor <= hold.minor",
        "if False",
    ),
    Mutant(
        "a repeat with another amount",
        "test_the_same_id_with_another",
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
        "test_the_same_id_with_another",
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
        "test_a_hold_is_posted_where",
        "csms.ledger.holds",
        "HoldState.POSTED if pays else HoldState.VOIDED",
        "HoldState.POSTED",
    ),
    Mutant(
        "a top-up pays no debt",
        "test_what_is_owed_is_paid_first",
        "csms.ledger.topping_up",
        "back = min(paid, owed_minor)",
        "back = 0",
    ),
    Mutant(
        "a top-up pays a debt in another currency",
        "test_money_in_another_currency_pays_no",
        "csms.ledger.topping_up",
        "if owed and owed.currency == top_up.paid.currency else 0",
        "if owed else 0",
    ),
    Mutant(
        "a top-up of nothing",
        "test_a_top_up_is_more",
        "csms.ledger.topping_up",
        "if paid <= 0",
        "if False",
    ),
    Mutant(
        "an ended hold pays",
        "test_a_hold_that_is_over_or_of_others",
        "csms.settlement.paying",
        "held is not None and held.pending and held.account_id == wallet",
        "held is not None and held.account_id == wallet",
    ),
    Mutant(
        "another driver's hold pays",
        "test_a_hold_that_is_over_or_of_others",
        "csms.settlement.paying",
        "held is not None and held.pending and held.account_id == wallet",
        "held is not None and held.pending",
    ),
    Mutant(
        "a hold in another currency pays",
        "test_a_hold_that_is_over_or_of_others",
        "csms.settlement.paying",
        "held.minor if held and counts and held.currency == self.currency else 0",
        "held.minor if held and counts else 0",
    ),
    Mutant(
        "the wallet pays what it does not have",
        "test_hold_and_wallet_pay",
        "csms.settlement.paying",
        "taken = min(gross.minor, means.most_minor)",
        "taken = gross.minor",
    ),
    Mutant(
        "a wallet in another currency pays",
        "test_another_currency_is_not_held",
        "csms.settlement.paying",
        "if wallet and wallet.currency == currency else 0",
        "if wallet else 0",
    ),
    Mutant(
        "the id of a hold stays open after the settlement",
        "test_without_a_hold_its_id",
        "csms.settlement.paying",
        "    if hold is None:\n",
        "    if hold is None:\n        return None\n    if hold is None:\n",
    ),
    Mutant(
        "a hold ends twice",
        "test_a_hold_that_ended_before",
        "csms.settlement.paying",
        "return ending(hold, transfer, at) if hold.pending else None",
        "return ending(hold, transfer, at)",
    ),
    Mutant(
        "a settled or reviewed session is held for",
        "test_what_is_settled_or_reviewed",
        "csms.settlement.holding",
        " or session.settlement is not None",
        "",
    ),
    Mutant(
        "more is held than there is",
        "test_no_more_is_held",
        "csms.settlement.holding",
        "min(cost.minor, found.most_minor)",
        "cost.minor",
    ),
    Mutant(
        "an ended hold is extended",
        "test_a_hold_that_ended_is_not_begun",
        "csms.settlement.holding",
        "if not known.pending or minor <= known.minor",
        "if minor <= known.minor",
    ),
    Mutant(
        "a hold is extended to less",
        "test_told_again_it_is_held_once",
        "csms.settlement.holding",
        "if not known.pending or minor <= known.minor",
        "if not known.pending",
    ),
    Mutant(
        "nothing is held",
        "test_an_empty_wallet_holds",
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
        "test_repeated_transfer",
        "csms.adapters.dynamodb.ledger_items",
        _TRANSFER,
        _PUT.format("_transfer_item(transfer)"),
    ),
    Mutant(
        "DynamoDB: an entry is written over",
        "test_an_entry_is_never",
        "csms.adapters.dynamodb.ledger_items",
        _ENTRY,
        _PUT.format("one"),
    ),
    Mutant(
        "DynamoDB: any currency",
        "test_other_currency_is_refused or test_another_currency_cannot",
        "csms.adapters.dynamodb.ledger_items",
        _CURRENCY,
        _CURRENCY.replace(')"', ' OR currency <> :currency)"'),
    ),
    Mutant(
        "DynamoDB: no least amount",
        "test_overdrawn_wallet_is_refused",
        "csms.adapters.dynamodb.ledger_items",
        'f" AND available >= {',
        'f" AND available <> {',
    ),
    Mutant(
        "DynamoDB: no greatest amount",
        "test_nobody_pays_back_more",
        "csms.adapters.dynamodb.ledger_items",
        'f" AND available <= {',
        'f" AND available <> {',
    ),
    Mutant(
        "DynamoDB: a debt beside a wallet in another currency is refused",
        "test_money_in_another_currency_keeps",
        "csms.adapters.dynamodb.ledger_items",
        '"attribute_not_exists(currency) OR currency <> :currency"',
        '"attribute_not_exists(currency) OR (attribute_not_exists(currency)"'
        ' " AND currency <> :currency)"',
    ),
    Mutant(
        "DynamoDB: a debt beside a full wallet",
        "test_nobody_owes_while",
        "csms.adapters.dynamodb.ledger_items",
        '" OR available <= :most"',
        '" OR available >= :most"',
    ),
    Mutant(
        "DynamoDB: a hold is written over",
        "test_the_same_hold_again",
        "csms.adapters.dynamodb.hold_items",
        "    return put_new(\n        table,\n        {\n",
        '    return (lambda table, item: {"Put": {"TableName": table, "Item": '
        '__import__("csms.adapters.dynamodb.table", fromlist=["x"]).marshal(item)}})(\n'
        "        table,\n        {\n",
    ),
    Mutant(
        "DynamoDB: the list of holds is written over",
        "test_the_list_of_holds",
        "csms.adapters.dynamodb.hold_items",
        'return put_new(table, {"pk": account_key(hold.account_id), "sk": sk, '
        '"hold_id": hold.hold_id})',
        'return {"Put": {"TableName": table, "Item": {name: {"S": value} for name, value in '
        '{"pk": account_key(hold.account_id), "sk": sk, "hold_id": hold.hold_id}.items()}}}',
    ),
    Mutant(
        "DynamoDB: an ended hold changes",
        "test_a_resolved_hold_is_not_extended",
        "csms.adapters.dynamodb.hold_items",
        _CHANGE,
        _CHANGE.replace("#now = {pending}", "(#now = {pending} OR #now <> {pending})"),
    ),
    Mutant(
        "DynamoDB: a hold changes unread",
        "test_an_extension_rests_on",
        "csms.adapters.dynamodb.hold_items",
        _CHANGE,
        _CHANGE.replace("minor = {read}", "(minor = {read} OR minor <> {read})"),
    ),
    Mutant(
        "DynamoDB: a hold expires early",
        "test_a_hold_expires_when",
        "csms.adapters.dynamodb.hold_items",
        'f" AND due_at <= {',
        'f" AND due_at <> {',
    ),
    Mutant(
        "DynamoDB: a repeated transfer is a conflict",
        "test_repeated_transfer",
        "csms.adapters.dynamodb.ledger",
        "if failed == 0:",
        "if failed == -1:",
    ),
    Mutant(
        "DynamoDB: what an account forbids counts as posted",
        "test_overdrawn_wallet_is_refused",
        "csms.adapters.dynamodb.ledger",
        "if failed == 0:",
        "if failed is not None:",
    ),
    Mutant(
        "DynamoDB: money that is missing is held",
        "test_all_that_is_available",
        "csms.adapters.dynamodb.holds",
        "if known is None:\n            raise",
        "if known is None:\n            return hold\n            raise",
    ),
    Mutant(
        "DynamoDB: another hold counts as a repeat",
        "test_the_same_id_with_another",
        "csms.adapters.dynamodb.holds",
        "if not known.is_repeat_of(hold)",
        "if False",
    ),
    Mutant(
        "DynamoDB: a repeated extension is a conflict",
        "test_the_same_extension_again",
        "csms.adapters.dynamodb.holds",
        "if failed is None or self.hold(hold.hold_id) == wanted:",
        "if failed is None:",
    ),
    Mutant(
        "DynamoDB: an extension that failed counts",
        "test_an_extension_rests_on",
        "csms.adapters.dynamodb.holds",
        "if failed is None or self.hold(hold.hold_id) == wanted:",
        "if True:",
    ),
    Mutant(
        "DynamoDB: a release that failed counts as done",
        "test_a_release_rests_on",
        "csms.adapters.dynamodb.holds",
        "if known is not None and known.state is end.after.state:",
        "if True:",
    ),
    Mutant(
        "DynamoDB: a repeated release is a conflict",
        "test_a_voided_hold",
        "csms.adapters.dynamodb.holds",
        "if known is not None and known.state is end.after.state:",
        "if False:",
    ),
    Mutant(
        "DynamoDB: a hold leaves the list of pending ones too late",
        "test_pending_holds_whose",
        "csms.adapters.dynamodb.holds",
        "if one.pending and one.expires_at <= now",
        "if one.expires_at > now",
    ),
    Mutant(
        "DynamoDB: a session without a stop is settled",
        "test_session_without_stop",
        "csms.adapters.dynamodb.settlement",
        'condition = f"attribute_exists(stop_key) AND {open_}"',
        "condition = open_",
    ),
    Mutant(
        "DynamoDB: a session is settled twice",
        "test_session_is_settled_once",
        "csms.adapters.dynamodb.settlement",
        'condition = f"attribute_exists(stop_key) AND {open_}"',
        'condition = "attribute_exists(stop_key)"',
    ),
    Mutant(
        "DynamoDB: another stop than was rated",
        "test_settlement_that_rests",
        "csms.adapters.dynamodb.settlement",
        "f\" AND stop_key = {update.value('rated', rated_stop)}\"",
        "f\" AND stop_key <> {update.value('rated', rated_stop + '!')}\"",
    ),
    Mutant(
        "DynamoDB: a hold that changed counts as settled",
        "test_settlement_rests_on_the_hold",
        "csms.adapters.dynamodb.settlement",
        'raise Conflict("the session\'s hold is not as it was read")',
        "return False",
    ),
    Mutant(
        "DynamoDB: a conflict is not tried again",
        "test_a_conflict_is_tried",
        "csms.adapters.dynamodb.transactions",
        "ATTEMPTS = 5",
        "ATTEMPTS = 1",
    ),
    Mutant(
        "DynamoDB: a conflict counts as a failed condition",
        "test_a_conflict_is_tried",
        "csms.adapters.dynamodb.transactions",
        "    if PASSING & set(codes):\n        return None\n",
        "    if PASSING & set(codes):\n        return 0\n",
    ),
    Mutant(
        "DynamoDB: a failed condition is tried again",
        "test_a_failed_condition",
        "csms.adapters.dynamodb.transactions",
        '        return codes.index("ConditionalCheckFailed")\n',
        "        return None\n",
    ),
]

_SETTLE = "if facts is None or facts.stop is None:"

MEMORY = [
    Mutant(
        "memory: any currency",
        "test_other_currency_is_refused or test_another_currency_cannot",
        "csms.adapters.memory.books",
        "if known is not None and known.currency != change.currency:",
        "if False:",
    ),
    Mutant(
        "memory: no least amount",
        "test_overdrawn_wallet_is_refused",
        "csms.adapters.memory.books",
        "if least is not None and (available is None or available < least):",
        "if False:",
    ),
    Mutant(
        "memory: no greatest amount",
        "test_nobody_pays_back_more",
        "csms.adapters.memory.books",
        "return most is None or (available is not None and available <= most)",
        "return True",
    ),
    Mutant(
        "memory: a debt beside a full wallet",
        "test_nobody_owes_while",
        "csms.adapters.memory.books",
        "known is None or known.currency != change.currency or not known.available_minor",
        "True",
    ),
    Mutant(
        "memory: a debt without a wallet is refused",
        "test_receivable_may_go",
        "csms.adapters.memory.books",
        "return known is None or known.currency != change.currency or not",
        "return known is not None and not",
    ),
    Mutant(
        "memory: accounts are not asked",
        "test_overdrawn_wallet_is_refused",
        "csms.adapters.memory.books",
        "return self.allow(of_posting(transfer, end)) and (end is None or self.may_end(end))",
        "return end is None or self.may_end(end)",
    ),
    Mutant(
        "memory: the hold is not asked",
        "test_a_posting_rests_on_the",
        "csms.adapters.memory.books",
        "return self.allow(of_posting(transfer, end)) and (end is None or self.may_end(end))",
        "return self.allow(of_posting(transfer, end))",
    ),
    Mutant(
        "memory: a hold that was placed meanwhile is closed unseen",
        "test_a_hold_that_was_placed_meanwhile",
        "csms.adapters.memory.books",
        "            return known is None\n",
        "            return True\n",
    ),
    Mutant(
        "memory: an ended hold changes",
        "test_a_resolved_hold_is_not_extended",
        "csms.adapters.memory.books",
        "known is not None and known.pending and known.minor == hold.minor",
        "known is not None and known.minor == hold.minor",
    ),
    Mutant(
        "memory: a hold changes unread",
        "test_an_extension_rests_on",
        "csms.adapters.memory.books",
        "known is not None and known.pending and known.minor == hold.minor",
        "known is not None and known.pending",
    ),
    Mutant(
        "memory: a hold expires early",
        "test_a_hold_expires_when",
        "csms.adapters.memory.books",
        "return over_at is None or known.expires_at <= over_at",
        "return True",
    ),
    Mutant(
        "memory: a transfer is posted twice",
        "test_repeated_transfer",
        "csms.adapters.memory.ledger",
        "if transfer.transfer_id in self.books.transfers:",
        "if False:",
    ),
    Mutant(
        "memory: a posting that is forbidden",
        "test_overdrawn_wallet_is_refused",
        "csms.adapters.memory.ledger",
        "if not self.books.may_post(transfer, end):",
        "if False:",
    ),
    Mutant(
        "memory: a hold is placed twice",
        "test_the_same_hold_again",
        "csms.adapters.memory.holds",
        "            if known is not None:\n                return _same(known, hold)\n",
        "",
    ),
    Mutant(
        "memory: another hold counts as a repeat",
        "test_the_same_id_with_another",
        "csms.adapters.memory.holds",
        "if not known.is_repeat_of(hold):",
        "if False:",
    ),
    Mutant(
        "memory: an extension is done twice",
        "test_the_same_extension_again",
        "csms.adapters.memory.holds",
        "            if self._books.holds.get(hold.hold_id) == wanted:\n"
        "                return wanted\n",
        "",
    ),
    Mutant(
        "memory: an extension of another hold than was read",
        "test_an_extension_rests_on",
        "csms.adapters.memory.holds",
        "if not self._books.is_as_read(hold):",
        "if False:",
    ),
    Mutant(
        "memory: a release of another hold than was read",
        "test_a_release_rests_on",
        "csms.adapters.memory.holds",
        "if self._books.may_end(end):",
        "if True:",
    ),
    Mutant(
        "memory: a repeated release is a conflict",
        "test_a_voided_hold",
        "csms.adapters.memory.holds",
        "if known is not None and known.state is end.after.state:",
        "if False:",
    ),
    Mutant(
        "memory: money that is missing is held",
        "test_all_that_is_available",
        "csms.adapters.memory.holds",
        "if not self._books.allow([change]):",
        "if False:",
    ),
    Mutant(
        "memory: another stop than was rated",
        "test_settlement_that_rests",
        "csms.adapters.memory.settlement",
        "            require_rated(self.sessions.get(session), rated_stop)\n",
        "",
    ),
    Mutant(
        "memory: a charge is posted twice",
        "test_a_charge_that_is_posted",
        "csms.adapters.memory.settlement",
        "if transfer is not None and transfer.transfer_id in books.transfers:",
        "if False:",
    ),
    Mutant(
        "memory: a settlement that is forbidden",
        "test_wallet_that_changed",
        "csms.adapters.memory.settlement",
        "if not books.may_post(transfer, end):",
        "if False:",
    ),
    Mutant(
        "memory: a session is settled twice",
        "test_session_is_settled_once",
        "csms.adapters.memory.sessions",
        "if before is not (SessionState.REVIEW if reviewed else None):",
        "if reviewed and before is not SessionState.REVIEW:",
    ),
    Mutant(
        "memory: a session without a stop is settled",
        "test_session_without_stop",
        "csms.adapters.memory.sessions",
        _SETTLE,
        _SETTLE.replace(" or facts.stop is None", ""),
    ),
]

MUTANTS = DOMAIN + DYNAMODB + MEMORY
