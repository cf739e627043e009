"""Neither cards nor secrets reach what we store and what we log; the keys have one place."""

from __future__ import annotations

import io
import json
import logging
import re
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from tests.architecture.stack import FUNCTIONS, TEMPLATE
from tests.payments.deployed import Deployed
from tests.payments.peers import API_KEY, WEBHOOK_SECRET
from tests.payments.test_driver_payments import begin, intent_of

from csms import bootstrap
from csms.observability import logger

# Cards begin with 2 to 6; ids and moments are longer words, or begin otherwise.
DIGITS = re.compile(
    r"(?<![\w.-])(?:[2-6]\d{3}(?:[ -]\d{4}){2}[ -]\d{1,7}|[2-6]\d{12,18})(?![\w.-])"
)
KEYS = re.compile(r"\b(?:sk|rk)_(?:test|live)_\w+|\bwhsec_\w+|_secret_\w+")


def is_card(text: str) -> bool:
    """By the check digit that every card number has (ISO/IEC 7812-1)."""
    digits = [int(one) for one in text if one.isdigit()][::-1]
    doubled = [sum(divmod(2 * one, 10)) for one in digits[1::2]]
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def cards_in(text: str) -> list[str]:
    return [one for one in DIGITS.findall(text) if is_card(one)]


def test_what_is_looked_for_would_be_found() -> None:
    assert cards_in('{"number": "4242 4242 4242 4242"}') == ["4242 4242 4242 4242"]
    assert cards_in("5555555555554444, 4242424242424241") == ["5555555555554444"]
    assert KEYS.search(API_KEY)
    assert KEYS.search("pi_1_secret_abc")


def stored() -> str:
    """Every item of every table, as text."""
    client = boto3.client("dynamodb")
    tables = client.list_tables()["TableNames"]
    items = [client.scan(TableName=one)["Items"] for one in tables]
    return json.dumps(items, default=str)


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """What the functions log, as they log it."""
    stream, named = io.StringIO(), logging.getLogger(logger.name)
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logger.registered_formatter)
    named.addHandler(handler)
    yield stream
    named.removeHandler(handler)


def test_neither_store_nor_log_has_a_card_or_a_key(deployed: Deployed, logged: io.StringIO) -> None:
    method_id = deployed.save_card()
    assert begin(deployed, payment_method_id=method_id)["state"]
    begun = begin(deployed, key="another")
    deployed.peer.pays(intent_of(begun), "pm_card_visa_chargeDeclined", begun["client_secret"])
    deployed.peer.pays(intent_of(begun), "pm_card_visa", begun["client_secret"])
    for event in deployed.events():
        deployed.webhook(event)
        deployed.webhook(event, secret="whsec_of_somebody_else")
    deployed.work_off()
    deployed.peer.fault("error_after", on="create")
    begin(deployed, key="third", payment_method_id=method_id)
    told, kept = logged.getvalue(), stored()
    assert bootstrap.ledger().entries("wallet:driver-1", 9, None)[0]
    assert '"message"' in told
    for text in (told, kept):
        assert cards_in(text) == []
        assert not KEYS.search(text)
        assert API_KEY not in text
        assert WEBHOOK_SECRET not in text


def test_number_of_a_card_is_refused_and_not_repeated(
    deployed: Deployed, logged: io.StringIO
) -> None:
    amount = {"minor": 1000, "currency": "EUR"}
    body = {"amount": amount, "payment_method_id": "4242 4242 4242 4242"}
    answer = deployed.api("POST", "/me/top-ups", body, "k1")
    assert answer.status == 422
    assert "never its number" in answer.text
    for text in (answer.text, logged.getvalue(), stored()):
        assert cards_in(text) == []


def test_functions_get_the_name_of_the_providers_secret_and_never_the_secret() -> None:
    given: dict[str, Any] = {}
    for properties in FUNCTIONS.values():
        variables = properties.get("Environment", {}).get("Variables", {})
        given |= {name: one for name, one in variables.items() if name.startswith("PAYMENT_")}
    assert given["PAYMENT_SECRET_ARN"] == {"Ref": "PaymentSecret"}
    assert {name for name in given if "SECRET" in name or "KEY" in name} == {"PAYMENT_SECRET_ARN"}
    assert not KEYS.search(json.dumps(TEMPLATE, default=str).replace("webhook_secret", ""))
