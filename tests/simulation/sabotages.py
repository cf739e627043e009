"""Ways to break the settlement, each of which the simulation has to find (docs/money.md)."""

from __future__ import annotations

from typing import NamedTuple


class Edit(NamedTuple):
    """A text of a module's source, once in it, and what stands there instead."""

    module: str
    old: str
    new: str


class Sabotage(NamedTuple):
    """What is broken, by as many edits as there are lines of defence, and the checks that find it.

    `found_by`: a part of the name of an invariant; any of those that do not hold.
    """

    name: str
    found_by: str
    edits: tuple[Edit, ...]


def _one(name: str, found_by: str, module: str, old: str, new: str) -> Sabotage:
    return Sabotage(name, found_by, (Edit(module, old, new),))


_POSTING, _PAYING = "csms.settlement.posting", "csms.settlement.paying"
_SETTLING, _RATING = "csms.payments.settling", "csms.settlement.rating"
_SESSIONS = "csms.adapters.memory.sessions"

SABOTAGES = [
    Sabotage(
        "a charge's id is made of the time, and a session may be settled twice",
        "charged once",
        (
            Edit(
                _POSTING,
                'transfer_id=f"chg:{rated.session.session_id}"',
                'transfer_id=f"chg:{rated.session.session_id}:{now}"',
            ),
            Edit(
                _SESSIONS,
                "if before is not (SessionState.REVIEW if reviewed else None):",
                "if False:",
            ),
        ),
    ),
    _one(
        "a settlement forgets its hold",
        "ends its hold",
        _PAYING,
        "return ending(hold, transfer, at) if hold.pending else None",
        "return None",
    ),
    Sabotage(
        "a late stop may hold for what is settled, whose hold's id is not closed",
        "ends its hold",
        (
            Edit("csms.settlement.holding", "or session.settlement is not None:", "or False:"),
            Edit(_PAYING, "    if hold is None:", "    if hold is None:\n        return None"),
        ),
    ),
    _one(
        "more is captured than is authorised",
        "captured <= authorised",
        _SETTLING,
        "min(payment.wanted_minor, payment.authorized_minor)",
        "payment.wanted_minor",
    ),
    _one(
        "each attempt has an idempotency key of its own",
        "captured + released",
        "csms.payments.model",
        'return f"{self.payment_id}:{operation}:{self.generation}"',
        'return f"{self.payment_id}:{operation}:{self.version}:{self.looks}"',
    ),
    _one(
        "a capture without an answer counts as refused",
        "know what the provider knows",
        _SETTLING,
        "return _unknown(payment, PaymentState.CAPTURE_UNKNOWN, outcome, needs)",
        "return saved(payment.moved(PaymentState.DECLINED, now), needs)",
    ),
    _one(
        "a capture without an answer counts as done",
        "know what the provider knows",
        _SETTLING,
        "return _unknown(payment, PaymentState.CAPTURE_UNKNOWN, outcome, needs)",
        "return saved(as_captured(payment, minor, now), needs)",
    ),
    _one(
        "a release without an answer counts as done",
        "captured + released",
        _SETTLING,
        "return _unknown(payment, PaymentState.RELEASE_UNKNOWN, outcome, needs)",
        "return saved(as_gone(payment, now), needs)",
    ),
    _one(
        "a visit that is given up releases nothing",
        "captured + released",
        "csms.terminals.giving_back",
        "release_authorisation(visit.payment_id, needs.paying)",
        "return",
    ),
    _one(
        "nothing due is captured all the same",
        "reviews have a cause",
        _SETTLING,
        "    if due.minor == 0:\n        return release_authorisation(payment_id, needs)\n",
        "    due = Money(max(1, due.minor), due.currency)\n",
    ),
    _one(
        "a top-up is posted under the time",
        "top-ups and refunds",
        "csms.ledger.topping_up",
        "transfer_id=top_up.transfer_id",
        'transfer_id=f"{top_up.transfer_id}:{now}"',
    ),
    _one(
        "a top-up counts as booked before it is posted",
        "top-ups and refunds",
        "csms.payments.top_up",
        "    post_top_up(_paid(payment), needs.clock(), ledger)\n    try:\n"
        "        return saved(replace(payment, booked=True), needs)\n",
        "    try:\n        after = saved(replace(payment, booked=True), needs)\n"
        "        post_top_up(_paid(payment), needs.clock(), ledger)\n        return after\n",
    ),
    Sabotage(
        "a refund without an answer is asked for anew, under another key and without a look",
        "top-ups and refunds",
        (
            Edit(
                "csms.payments.refund_steps",
                "if refund.state == RefundState.UNKNOWN or not trusted:",
                "if False:",
            ),
            Edit(
                "csms.payments.refund_model",
                'return f"{self.refund_id}:refund:{self.generation}"',
                'return f"{self.refund_id}:refund:{self.looks}"',
            ),
        ),
    ),
    _one(
        "who cannot pay all pays nothing",
        "reviews have a cause",
        _PAYING,
        "taken = min(gross.minor, means.most_minor)",
        "taken = gross.minor",
    ),
    _one(
        "a stop that was lost and comes late does not count",
        "the charge is the price",
        "csms.charging.facts",
        "return self.estimated or (self.matched and not other.matched)",
        "return False",
    ),
    _one(
        "a repeated start is another session",
        "a start is one session",
        "csms.charging.start_facts",
        "            self.started_at_text,\n            register_wh,\n",
        "            self.started_at_text,\n            self.received_at,\n"
        "            register_wh,\n",
    ),
    _one(
        "prices are rounded down",
        "the charge is the price",
        "csms.pricing.taxes",
        "net_minor, gross_minor = half_up(totals.net * unit), half_up(totals.gross * unit)",
        "net_minor, gross_minor = int(totals.net * unit), int(totals.gross * unit)",
    ),
    _one(
        "who is refused pays all the same",
        "refused token",
        _RATING,
        "if session.payer.authorization is not AuthorizationStatus.ACCEPTED:",
        "if False:",
    ),
    _one(
        "a session without energy costs its fees",
        "no energy",
        "csms.pricing.policy",
        "if self.free_without_energy and not energy_mwh:",
        "if False:",
    ),
    _one(
        "a settlement whose event was lost is not begun by anybody",
        "settled, or in review",
        "csms.settlement.recovering",
        "elif now - _over_since(session, now) >= needs.overdue_after:",
        "elif False:",
    ),
    _one(
        "payments that nobody told of are not looked up",
        "top-ups and refunds",
        "csms.adapters.memory.payments",
        "if one.look_at and one.look_at <= now}",
        "if False}",
    ),
    _one(
        "the end of a hold moves no money",
        "fold of the journal",
        "csms.ledger.changes",
        "held_minor=-hold.minor,",
        "held_minor=0,",
    ),
    _one(
        "facts that come after a settlement change nothing",
        "in the end a balance",
        "csms.corrections.deciding",
        "if difference == 0 and (charged.by_hand or not waiting(session)):",
        "if True:",
    ),
    _one(
        "a stop that nobody told of begins parking",
        "no more parking",
        "csms.settlement.session_facts",
        "return session.stop is not None and session.stop.estimated",
        "return False",
    ),
    _one(
        "power that the station withholds is parking",
        "no more parking",
        "csms.pricing.parts",
        "if signal in PARKING:",
        "if signal in PARKING or signal is Signal.SUSPENDED_EVSE:",
    ),
    _one(
        "the grace of parking is forgotten",
        "the charge is the price",
        "csms.pricing.selection",
        "and _within(at.idle_ms, _times(given.min_idle_s), _times(given.max_idle_s))",
        "and True",
    ),
    _one(
        "parking costs more than its cap",
        "the charge is the price",
        "csms.pricing.caps",
        "amount = min(one.amount, left)",
        "amount = one.amount",
    ),
    Sabotage(
        "a status of the next vehicle frees the connector of the one before",
        "no more parking",
        (
            Edit(
                "csms.charging.reconciling",
                "return sessions.record_end(older.key, end)",
                "return False",
            ),
            Edit("csms.settlement.ending", "if begun else end", "if False else end"),
        ),
    ),
    _one(
        "what late facts make cheaper is credited and not sent to the card",
        "has it back",
        "csms.corrections.by_card",
        "return max(0, min(-correction.difference_minor, left - (correction.gross_minor or 0)))",
        "return 0",
    ),
    _one(
        "an automatic top-up does not wait for the one before",
        "one at a time",
        "csms.payments.auto_top_up",
        "if last is not None and last.is_open:",
        "if False:",
    ),
    _one(
        "a refused card is tried again by itself",
        "what was agreed",
        "csms.payments.auto_top_up",
        "if order is None or not order.enabled or profile.customer_id is None:\n"
        "        return None\n"
        "    last = needs.payments.get(_payment_id(driver_id, profile.auto_count))\n"
        "    if last is not None and last.is_open:\n"
        "        return None\n"
        "    if last is not None and last.state == PaymentState.DECLINED "
        "and _is_news(last, order):\n",
        "if order is None or profile.customer_id is None:\n"
        "        return None\n"
        "    last = needs.payments.get(_payment_id(driver_id, profile.auto_count))\n"
        "    if last is not None and last.is_open:\n"
        "        return None\n"
        "    if False:\n",
    ),
    _one(
        "a money order's transfer has an id of its own at each attempt",
        "a money order moves",
        "csms.money_orders.carrying_out",
        '            f"mno:{proposal.order_id}",\n            proposal.kind.value,',
        '            f"mno:{proposal.order_id}:{desk.clock()}",\n            proposal.kind.value,',
    ),
    _one(
        "who orders money approves it",
        "two persons",
        "csms.money_orders.ordering",
        "if order.proposal.by == ruling.by:",
        "if False:",
    ),
]
