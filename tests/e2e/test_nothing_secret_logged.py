"""What the running stack has logged: no card number, no key, no password, no token."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from tests.e2e.aws import client
from tests.e2e.clients import id_token
from tests.e2e.test_payments import payer
from tests.e2e.test_terminals import gate
from tests.e2e.world import World, in_world, unique
from tests.payments.test_nothing_secret import KEYS, cards_in

if TYPE_CHECKING:
    from local_stack.stack_file import Stack

pytestmark = pytest.mark.slow
CARD = "4242 4242 4242 4242"
# Environment variables of functions that hold a secret, not the name of one.
SECRET = re.compile(r"SECRET|TOKEN|PASSWORD|AUTHORITY")
NAMES = re.compile(r"_ARN$|_ID$|_URL$|_TABLE$|_SECONDS$|^CERTIFICATE_AUTHORITY$")
# Whole tokens and headers, whoever they are of: JWTs, Basic and Bearer credentials.
TOKENS = re.compile(r"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}|(?:Basic|Bearer) [\w+/=.-]{12,}")


def logs(stack: Stack) -> dict[str, str]:
    """Every log of the stack but the provider's own: it is not ours."""
    folder = next(one / "logs" for one in Path(stack["ca_file"]).parents if (one / "logs").is_dir())
    found = {str(one.relative_to(folder)): one for one in folder.rglob("*") if one.is_file()}
    return {
        name: one.read_text(errors="replace")
        for name, one in found.items()
        if name != "payment_sandbox.log"
    }


def secrets_of(stack: Stack) -> set[str]:
    """What Secrets Manager has, and what functions are given."""
    vault, found = client(stack, "secretsmanager"), set()
    for one in vault.list_secrets()["SecretList"]:
        text = vault.get_secret_value(SecretId=one["ARN"])["SecretString"]
        found |= {text, *re.findall(r': *"([^"]{8,})"', text)}
    pages = client(stack, "lambda").get_paginator("list_functions").paginate()
    for function in (one for page in pages for one in page["Functions"]):
        variables: dict[str, str] = function.get("Environment", {}).get("Variables", {})
        for name, value in variables.items():
            if SECRET.search(name) and not NAMES.search(name):
                found.add(value)
    return {one for one in found if len(one) >= 8}


def leaks(text: str, known: set[str]) -> list[str]:
    """What a log must not have; of a secret its beginning only."""
    words = [one.group()[:12] for pattern in (KEYS, TOKENS) for one in pattern.finditer(text)]
    return [*cards_in(text), *words, *(one[:6] for one in known if one in text)]


async def a_wrong_request(url: str, path: str, headers: dict[str, str], body: Any) -> None:
    """What an app with an error sends: refused, without repeating it."""
    async with httpx.AsyncClient(base_url=url, trust_env=False, timeout=30) as http:
        answer = await http.post(path, json=body, headers=headers)
    assert answer.status_code == 422, answer.text
    assert cards_in(answer.text) == []


@in_world
async def test_no_log_has_a_card_or_a_secret(world: World) -> None:
    stack, secret = world.stack, f"whsec-of-a-channel-{unique()}-{unique()}"
    known = {secret}
    target = {"url": f"{stack['dashboard_url']}inbox/hooks/log", "secret": secret}
    channel = {"name": "Log", "type": "webhook", "target": target}
    await world.operator.put(f"/alert-channels/log-{unique().lower()}", channel)
    async with payer(world) as person:
        begun = await person.top_up(1500, "k1")
        await person.pays(begun["client_secret"], "pm_card_visa_chargeDeclined")
        assert (await person.pays(begun["client_secret"], "pm_card_visa")).status_code < 400
        await person.succeeded(begun["top_up_id"])
        known |= {begun["client_secret"], "Payer-local-1"}
        bearer = {"authorization": person.app.http.headers["authorization"]}
        known.add(bearer["authorization"].partition(" ")[2])
        body = {"amount": {"minor": 1500, "currency": "EUR"}, "payment_method_id": CARD}
        key = {"idempotency-key": "wrong"}
        await a_wrong_request(stack["client_api_url"], "/me/top-ups", bearer | key, body)
    async with gate(world) as here:
        visit_id = (await here.authorise("v1", 2077))["authorisation_id"]
        await here.charges(visit_id)
        await here.stop(visit_id)
        await here.shown(visit_id, "captured")
        bearer = {"authorization": here.terminal.http.headers["authorization"]}
        known.add(bearer["authorization"].partition(" ")[2])
        place = {"evse": {"station_id": here.station_id, "evse_id": 1}}
        url = stack["client_api_url"].replace("/client/", "/terminal/")
        await a_wrong_request(url, "/authorisations", bearer | key, body | place)
    for user in stack["users"].values():
        known |= {user["password"], id_token(stack, user)}
    known |= secrets_of(stack)

    written = logs(stack)
    assert any("functions" in name and '"message"' in text for name, text in written.items())
    assert len(known) > 8
    told = {name: found for name, text in written.items() if (found := leaks(text, known))}
    assert told == {}


def test_what_is_looked_for_would_be_found() -> None:
    assert TOKENS.search('{"authorization": "Basic Q1AwMDE6MDEyMzQ1Njc4OWFiY2RlZg=="}')
    assert TOKENS.search("eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJkcml2ZXItMSJ9.c2lnbmF0dXJl")
    assert not TOKENS.search("Bearer token of the terminal")
    assert cards_in(CARD) == [CARD]
