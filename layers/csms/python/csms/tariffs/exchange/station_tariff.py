"""A tariff as OCPP 2.1 stations calculate by it (TariffType): first price that holds, without tax.

A fixed fee is decided once, at the start (I12.FR.30). What a station takes for idle is its own
matter; we bill our own number (docs/billing.md).
"""

import re
from decimal import Decimal
from typing import Any

from csms.pricing.describing import describe
from csms.pricing.tariff import Component, Element, PricedTariff, PriceLimit
from csms.pricing.wording import Language
from csms.stations.model import CurrentType
from csms.tariffs.exchange.amounts import finite, net_price
from csms.tariffs.exchange.limits import moved_rate
from csms.tariffs.exchange.narrowing import narrowed
from csms.tariffs.exchange.refusing import require_none
from csms.tariffs.exchange.station_conditions import conditions_of
from csms.tariffs.exchange.station_fields import FIELDS, Field, of_field
from csms.tariffs.exchange.station_reasons import reasons
from csms.tariffs.model import Tariff

LONGEST_ID, LONGEST_TEXT = 60, 1024
# OCPP identifierString.
_ID = re.compile(r"[A-Za-z0-9*_=:+|@.-]+")
Written = dict[str, Any]


def station_tariff_of(tariff: Tariff, current_type: CurrentType | None = None) -> Written:
    """A TariffType; with a current type, for EVSEs of that alone. Rejected with every reason.

    Its id names the version: other content needs another id (I08.FR.08).
    """
    found = narrowed(tariff.priced, current_type)
    tariff_id = f"{tariff.tariff_id}:{tariff.version}"
    fit = len(tariff_id) <= LONGEST_ID and _ID.fullmatch(tariff_id) is not None
    form = "OCPP 2.1"
    require_none([*moved_rate(tariff.priced, found.tariff), *reasons(found, named=fit)], form)
    prices = {field.name: written for field in FIELDS if (written := _prices(found.tariff, field))}
    bounds = {
        name: _limit(limit)
        for name, limit in (
            ("minCost", found.tariff.min_price),
            ("maxCost", found.tariff.max_price),
        )
        if limit != PriceLimit()
    }
    head: Written = {"tariffId": tariff_id}
    texts = _texts(found.tariff, current_type)
    return head | texts | {"currency": tariff.currency} | prices | bounds


def _prices(tariff: PricedTariff, field: Field) -> Written:
    found = of_field(tariff, field)
    if not found:
        return {}
    rate = found[0][1].vat_percent
    taxes = {} if rate == 0 else {"taxRates": [{"type": "VAT", "tax": _number(rate), "stack": 0}]}
    return {"prices": [_price(one, field, tariff) for one in found], **taxes}


def _price(found: tuple[Element, Component], field: Field, tariff: PricedTariff) -> Written:
    element, component = found
    net = net_price(component, tax_included=tariff.tax_included) / field.divisor
    conditions = conditions_of(element.restrictions)
    stated = {field.price: _number(finite(net) or Decimal(0))}
    return stated | ({"conditions": conditions} if conditions else {})


def _limit(limit: PriceLimit) -> Written:
    sides = {"exclTax": limit.before_taxes, "inclTax": limit.after_taxes}
    return {name: _number(amount) for name, amount in sides.items() if amount is not None}


def _number(value: Decimal) -> Decimal | int:
    return int(value) if value == value.to_integral_value() else value


def _texts(tariff: PricedTariff, current_type: CurrentType | None) -> Written:
    """What a driver reads; in no language that cannot say it within the bound."""
    contents = [
        {"format": "UTF8", "language": one.value, "content": text}
        for one in Language
        if len(text := "\n".join(describe(tariff, one, current_type))) <= LONGEST_TEXT
    ]
    return {"description": contents} if contents else {}
