"""A driver pays: by card with authentication, by a saved card, through outages of the provider."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from tests.e2e.clients import api, create_driver, eventually, id_token
from tests.e2e.world import World, in_world, unique

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.e2e.clients import Api, Json

    from local_stack.stack_file import User

pytestmark = pytest.mark.slow
# A round of the sweeper comes every minute, and a payment is due after 20 s.
SWEPT_WITHIN_S = 150


@dataclass
class Payer:
    """A new driver, and the page of the provider in front of them."""

    app: Api
    provider: httpx.AsyncClient

    async def top_up(self, minor: int, key: str, expected: int = 201, **more: Any) -> Json:
        body = {"amount": {"minor": minor, "currency": "EUR"}} | more
        headers = {"Idempotency-Key": key}
        reply = await self.app.http.post("/me/top-ups", json=body, headers=headers)
        assert reply.status_code == expected, reply.text
        content: Json = reply.json()
        return content

    async def pays(self, client_secret: str, card: str) -> httpx.Response:
        thing_id = client_secret.partition("_secret_")[0]
        form = {"client_secret": client_secret, "card": card}
        return await self.provider.post(f"/pay/{thing_id}", data=form)

    async def control(self, path: str, **body: Any) -> Json:
        reply = await self.provider.post(f"/_sandbox/{path}", json=body)
        assert reply.status_code == 200, reply.text
        content: Json = reply.json()
        return content

    async def available(self) -> int:
        return int((await self.app.get("/me/balance"))["available"]["minor"])

    async def succeeded(self, top_up_id: str, within_s: float = 20) -> None:
        async def look() -> Json | None:
            shown = await self.app.get(f"/me/top-ups/{top_up_id}")
            return shown if shown["state"] == "succeeded" else None

        await eventually(f"top-up {top_up_id}", look, within_s=within_s)


@asynccontextmanager
async def payer(world: World) -> AsyncIterator[Payer]:
    user: User = {"username": f"payer-{unique()}@stationmaster.test", "password": "Payer-local-1"}
    await asyncio.to_thread(create_driver, world.stack, user)
    app = api(world.stack["client_api_url"], await asyncio.to_thread(id_token, world.stack, user))
    url = world.stack["payments_url"]
    async with app.http, httpx.AsyncClient(base_url=url, trust_env=False, timeout=30) as provider:
        person = Payer(app, provider)
        try:
            yield person
        finally:
            await person.control("faults", faults=[])
            await person.control("webhooks")


@in_world
async def test_top_up_by_card_is_booked_once_whatever_the_webhooks_do(world: World) -> None:
    async with payer(world) as person:
        await person.control("webhooks", hold=True)
        begun = await person.top_up(2500, "k1")
        assert begun["state"] == "requires_action"
        asked = await person.pays(begun["client_secret"], "pm_card_authenticationRequired")
        assert asked.status_code == 303
        assert await person.available() == 0
        await person.provider.post(asked.headers["location"], data={"answer": "yes"})
        flushed = await person.control("webhooks/flush", times=3, newest_first=True)
        assert set(flushed["statuses"]) <= {200, 202}
        await person.succeeded(begun["top_up_id"])
        assert await person.available() == 2500
        again = await person.top_up(2500, "k1")
        assert (again["top_up_id"], again["state"]) == (begun["top_up_id"], "succeeded")
        me = (await person.app.get("/me"))["driver_id"]
        lines = await world.operator.get(f"/ledger/accounts/wallet:{me}/entries")
        assert [one["amount"]["minor"] for one in lines["items"]] == [2500]


@in_world
async def test_saved_card_pays_at_once_and_is_forgotten(world: World) -> None:
    async with payer(world) as person:
        setup = await person.app.post("/me/payment-methods")
        assert (await person.pays(setup["client_secret"], "pm_card_visa")).status_code == 200
        [card] = (await person.app.get("/me/payment-methods"))["items"]
        assert (card["brand"], card["last4"]) == ("visa", "4242")
        method_id = card["payment_method_id"]
        paid = await person.top_up(1000, "k1", payment_method_id=method_id)
        await person.succeeded(paid["top_up_id"])
        assert await person.available() == 1000
        removed = await person.app.http.delete(f"/me/payment-methods/{method_id}")
        assert removed.status_code == 204
        assert (await person.app.get("/me/payment-methods"))["items"] == []


@in_world
async def test_outage_leaves_a_pending_payment_that_the_sweeper_completes(world: World) -> None:
    """No webhook comes either: only the look-up is left."""
    async with payer(world) as person:
        setup = await person.app.post("/me/payment-methods")
        await person.pays(setup["client_secret"], "pm_card_visa")
        [card] = (await person.app.get("/me/payment-methods"))["items"]
        await person.control("webhooks", lose=1.0)
        lost = {"kind": "cut_after", "on": "create", "times": 99}
        await person.control("faults", faults=[lost])
        begun = await person.top_up(1500, "k1", payment_method_id=card["payment_method_id"])
        assert begun["state"] == "pending"
        repeated = await person.top_up(1500, "k1", payment_method_id=card["payment_method_id"])
        assert repeated["top_up_id"] == begun["top_up_id"]
        assert await person.available() == 0
        await person.control("faults", faults=[])
        await person.succeeded(begun["top_up_id"], SWEPT_WITHIN_S)
        assert await person.available() == 1500
        charged = (await person.provider.get("/_sandbox/state")).json()["things"]["payment_intent"]
        ours = [
            one for one in charged.values() if one["metadata"]["payment_id"] == begun["top_up_id"]
        ]
        assert [one["amount_received"] for one in ours] == [1500]


@in_world
async def test_webhook_without_the_right_signature_is_refused(world: World) -> None:
    url = world.stack["client_api_url"].replace("/client/v1", "/payments/v1/webhooks/stripe")
    async with httpx.AsyncClient(trust_env=False, timeout=30) as anybody:
        body = '{"object": "event", "id": "evt_1"}'
        signed = {"stripe-signature": "t=1,v1=00"}
        assert (await anybody.post(url, content=body, headers=signed)).status_code == 401
        assert (await anybody.post(url, content=body)).status_code == 401
        other = url.replace("/stripe", "/other")
        assert (await anybody.post(other, content=body, headers=signed)).status_code == 404
