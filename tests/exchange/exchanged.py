"""Tariffs of any kind that another form may say, and sessions to price them by."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from tests.pricing.generated import Case, cases

from csms import exact_json
from csms.pricing.price import Price, price
from csms.tariffs.document import tariff_from_document
from csms.tariffs.model import Tariff

Document = dict[str, Any]
FREE = {"type": "ENERGY", "price": Decimal(0), "step_size": 1}
# What OCPI cannot say.
UNSAID = ("min_idle", "max_idle", "current_type")


@st.composite
def sayable_cases(draw: st.DrawFn, unsaid: tuple[str, ...] = UNSAID) -> Case:
    """As `cases`, most of the time without what the other form cannot say, in finite prices."""
    mostly = draw(st.integers(0, 4)) > 0
    document, timeline, zone, kind = draw(cases(steps=not mostly))
    if mostly:
        vat = draw(st.sampled_from([0, 25] if document["tax_included"] == "YES" else [0, 7, 19]))
        elements = [_simpler(one, unsaid, vat) for one in document["elements"]]
        fee = {"type": "FLAT", "price": draw(st.integers(0, 3)), "vat": vat, "step_size": 1}
        elements.append({"price_components": [fee], "restrictions": {}})
        document = {name: one for name, one in document.items() if name != "parking_cap"}
        document["elements"] = elements
    return document, timeline, zone, kind


def stored(document: Document) -> Tariff:
    """As it would be read back."""
    text = exact_json.dumps(document | {"id": "T-1"})
    return tariff_from_document(exact_json.loads(text), 1)


def priced(tariff: Tariff, case: Case) -> Price:
    _, timeline, zone, kind = case
    return price(tariff.priced, timeline, zone, current_type=kind)


def _simpler(element: Document, unsaid: tuple[str, ...], vat: int) -> Document:
    """One tax, prices that are finite per minute, and fees by the clock alone."""
    held = {name: one for name, one in element["restrictions"].items() if name not in unsaid}
    clocked = not any(name.startswith(("min_", "max_")) for name in held)
    components = [
        one | {"vat": vat, "price": Decimal(int(one["price"] * 10) * 6).scaleb(-1)}
        for one in element["price_components"]
        if one["type"] != "FLAT" or clocked
    ]
    return {"price_components": components or [FREE | {"vat": vat}], "restrictions": held}
