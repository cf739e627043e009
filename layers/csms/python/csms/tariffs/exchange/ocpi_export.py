"""A tariff as an OCPI tariff object, 2.2.1 or 2.3.0 (`mod_tariffs`)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from csms import clock
from csms.pricing.describing import describe
from csms.pricing.tariff import Component, PricedTariff, PriceLimit
from csms.pricing.wording import Language
from csms.pricing.writing import document_of
from csms.stations.model import CurrentType
from csms.tariffs.exchange.amounts import finite, net_price
from csms.tariffs.exchange.limits import NAMES, moved_rate, net_limit, unsaid_limits
from csms.tariffs.exchange.narrowing import Narrowed, narrowed
from csms.tariffs.exchange.ocpi_limits import unsaid
from csms.tariffs.exchange.refusing import Reason, require_none
from csms.tariffs.model import Tariff

# OCPI's numbers have so many decimals (`types`, number); an alternative text so many characters.
DECIMALS, LONGEST_TEXT, LONGEST_ID = 4, 512, 36
# Words of a tariff that change no price, as an operator gave them.
TOLD = ("type", "tariff_alt_text", "tariff_alt_url", "energy_mix")
Written = dict[str, Any]


class Release(StrEnum):
    """Of OCPI."""

    V221 = "2.2.1"
    V230 = "2.3.0"


@dataclass(frozen=True, slots=True)
class Party:
    """Whose tariff it is (OCPI `country_code` and `party_id`)."""

    country_code: str
    party_id: str


def ocpi_of(
    tariff: Tariff,
    release: Release,
    party: Party,
    now: datetime,
    current_type: CurrentType | None = None,
) -> Written:
    """The object. Rejected with every reason why it would change a price."""
    found = narrowed(tariff.priced, current_type)
    included = tariff.priced.tax_included and release is Release.V221
    require_none(_reasons(tariff, found, netted=included), f"OCPI {release}")
    stated = _netted(found.tariff) if included else _both_sides(found.tariff)
    document = document_of(stated)
    if tariff.document.get("tax_included") == "N/A":
        document = _untaxed(document)
    told = {name: tariff.document[name] for name in TOLD if name in tariff.document}
    texts = {} if "tariff_alt_text" in told else _texts(found.tariff)
    head = {
        "country_code": party.country_code,
        "party_id": party.party_id,
        "id": tariff.tariff_id,
    }
    foot = {"last_updated": tariff.document.get("last_updated") or clock.to_text(now)}
    return head | told | texts | (_as_221(document) if release is Release.V221 else document) | foot


def _reasons(tariff: Tariff, found: Narrowed, *, netted: bool) -> Iterator[Reason]:
    if len(tariff.tariff_id) > LONGEST_ID:
        yield Reason("id", f"it has more than {LONGEST_ID} characters")
    if not found.tariff.elements:
        yield Reason("elements", "none of them holds for this current type")
    yield from moved_rate(tariff.priced, found.tariff)
    yield from unsaid(found)
    yield from unsaid_limits(found.tariff)
    for where, element in found.placed():
        for one in element.components:
            if finite(net_price(one, tax_included=netted), DECIMALS) is None:
                basis = " without tax" if netted else ""
                yield Reason(where, f"the price of {one.dimension}{basis} has too many decimals")


def _netted(tariff: PricedTariff) -> PricedTariff:
    """With prices without tax: 2.2.1 knows no others. They were checked before."""

    def net(one: Component) -> Component:
        return replace(one, price=finite(net_price(one, tax_included=True)) or Decimal(0))

    elements = (
        replace(element, components=tuple(net(one) for one in element.components))
        for element in tariff.elements
    )
    return replace(_both_sides(tariff), tax_included=False, elements=tuple(elements))


def _both_sides(tariff: PricedTariff) -> PricedTariff:
    """OCPI always wants a bound before taxes."""

    def both(limit: PriceLimit) -> PriceLimit:
        return replace(limit, before_taxes=net_limit(tariff, limit))

    return replace(tariff, min_price=both(tariff.min_price), max_price=both(tariff.max_price))


def _as_221(document: Written) -> Written:
    names = {"before_taxes": "excl_vat", "after_taxes": "incl_vat"}
    limits = {
        name: {names[side]: amount for side, amount in document[name].items()}
        for name in NAMES
        if name in document
    }
    kept = {name: one for name, one in document.items() if name != "tax_included"}
    return kept | limits


def _untaxed(document: Written) -> Written:
    """No taxes are applicable: a percentage would say that they are."""
    for element in document["elements"]:
        for component in element["price_components"]:
            del component["vat"]
    return document | {"tax_included": "N/A"}


def _texts(tariff: PricedTariff) -> Written:
    """In each language that can say it within OCPI's bound."""
    texts = [
        {"language": one.value, "text": text}
        for one in Language
        if len(text := ". ".join(describe(tariff, one))) <= LONGEST_TEXT
    ]
    return {"tariff_alt_text": texts} if texts else {}
