"""What charging must cost and what the ledger must say, computed apart from the product's code."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from local_stack.demo import SITE

if TYPE_CHECKING:
    from tests.e2e.clients import Json
    from tests.e2e.world import World


@dataclass(frozen=True)
class Cost:
    """Cents."""

    net: int
    gross: int
    currency: str

    def as_json(self) -> Json:
        return {
            "net": self._money(self.net),
            "tax": self._money(self.gross - self.net),
            "gross": self._money(self.gross),
        }

    def charged(self) -> Json:
        """As the wallet's statement shows it."""
        return self._money(-self.gross)

    def _money(self, minor: int) -> Json:
        return {"minor": minor, "currency": self.currency}


async def expected_cost(world: World, tariff_id: str, energy_wh: int) -> Cost:
    """Energy times price, with VAT, each rounded half up to the cent."""
    tariff = await world.operator.get(f"/tariffs/{tariff_id}")
    component = _component(tariff)
    amount = Decimal(energy_wh) / 1000 * Decimal(str(component["price"]))
    factor = 1 + Decimal(str(component["vat"])) / 100
    if tariff["tax_included"] == "YES":
        return Cost(_cents(amount / factor), _cents(amount), tariff["currency"])
    return Cost(_cents(amount), _cents(amount * factor), tariff["currency"])


async def position(world: World) -> int:
    """The driver's balance, less what is owed beyond it."""
    balance = await world.driver.get("/me/balance")
    return int(balance["posted"]["minor"]) - int(balance["owed"]["minor"])


async def wallet_entries(world: World, session_id: str) -> list[Json]:
    """The statement's lines about a session."""
    return await _entries(world, f"wallet:{world.driver_id}", session_id)


async def sum_of_entries(world: World, session: Json) -> int:
    """What the statements of all accounts that it touches say of a session, together."""
    tariff = await world.operator.get(f"/tariffs/{session['tariff_id']}")
    rate = f"vat:{Decimal(str(_component(tariff)['vat'])):f}:EUR"
    accounts = (f"wallet:{world.driver_id}", rate, f"revenue:{SITE}:energy:EUR")
    found = [await _entries(world, one, session["session_id"]) for one in accounts]
    return sum(entry["amount"]["minor"] for entries in found for entry in entries)


async def _entries(world: World, account_id: str, session_id: str) -> list[Json]:
    path = f"/ledger/accounts/{account_id}/entries"
    entries = (await world.operator.get(path, limit=100))["items"]
    return [one for one in entries if one["reference"] == session_id]


def _component(tariff: Json) -> dict[str, Any]:
    """The only one that a tariff of the local stack has."""
    (element,) = tariff["elements"]
    (component,) = element["price_components"]
    assert component["type"] == "ENERGY"
    assert component["step_size"] == 1
    content: dict[str, Any] = component
    return content


def _cents(amount: Decimal) -> int:
    return int((amount * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))
