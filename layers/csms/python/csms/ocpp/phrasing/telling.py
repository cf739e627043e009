"""Verbs that tell a display costs and prices (2.0.1 I02; 1.6: the California application note)."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from csms.commands.model import Command
from csms.commands.sending import TELL_COST, TELL_FINAL_COST, TELL_PRICE, Call
from csms.errors import Rejected
from csms.ocpp import california
from csms.ocpp.phrasing.fields import V16, Verb, given, text
from csms.stations.model import Station

MOST = Decimal(10) ** 12


def _tell_cost(command: Command, protocol: str, _station: Station) -> Call:
    """An amount with taxes, in major units; 1.6 wants the prices with it that it is made of."""
    cost = _amount(command)
    if protocol != V16:
        named = {"transactionId": text(command, "transaction_id")}
        return Call("CostUpdated", {"totalCost": cost, **named})
    prices = command.payload.get("prices")
    if not isinstance(prices, Mapping):
        raise Rejected("tell_cost: OCPP 1.6 is told a cost by the CSMS itself, with its prices")
    document = {
        "transactionId": _number(command),
        "timestamp": text(command, "measured_at"),
        "meterValue": int(text(command, "register_wh")),
        "cost": cost,
    }
    return california.transfer("RunningCost", document | dict(prices))


def _tell_final_cost(command: Command, protocol: str, _station: Station) -> Call:
    """In 2.x the answer to Ended has told it."""
    _require_16(command, protocol)
    document: dict[str, Any] = {"transactionId": _number(command), "cost": _amount(command)}
    texts = given(command, priceText="text", qrCodeText="link")
    return california.transfer("FinalCost", document | {"priceText": "", **texts})


def _tell_price(command: Command, protocol: str, _station: Station) -> Call:
    """For the display alone; in 2.x the answer to Authorize tells it."""
    _require_16(command, protocol)
    document: dict[str, Any] = {
        "idToken": text(command, "token_id"),
        "priceText": text(command, "text"),
    }
    others = command.payload.get("texts")
    if isinstance(others, Mapping) and others:
        document["priceTextExtra"] = [
            {"format": "UTF8", "language": language, "content": content}
            for language, content in others.items()
        ]
    return california.transfer("SetUserPrice", document)


def _require_16(command: Command, protocol: str) -> None:
    if protocol != V16:
        raise Rejected(f"{command.action}: OCPP 2.x is told it in an answer; this is for 1.6")


def _amount(command: Command) -> Decimal:
    try:
        cost = Decimal(text(command, "total_cost"))
    except InvalidOperation:
        cost = Decimal("NaN")
    if not cost.is_finite() or not 0 <= cost <= MOST:
        raise Rejected(f"{command.action}: total_cost is an amount such as 12.34")
    return cost


def _number(command: Command) -> int:
    transaction_id = text(command, "transaction_id")
    if not transaction_id.isdecimal():
        raise Rejected(f"{command.action}: transaction_id is a number in OCPP 1.6")
    return int(transaction_id)


VERBS: dict[str, Verb] = {
    TELL_COST: _tell_cost,
    TELL_FINAL_COST: _tell_final_cost,
    TELL_PRICE: _tell_price,
}
