"""A correction as a map in the list on its session's item."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csms import clock
from csms.charging.corrections import LateCorrection, Outcome
from csms.charging.costs import TaxShare

if TYPE_CHECKING:
    from csms.adapters.dynamodb.table import Item


def correction_item(correction: LateCorrection) -> Item:
    """What is unknown is left out."""
    item = {
        "number": correction.number,
        "outcome": correction.outcome.value,
        "at": clock.to_text(correction.at),
        "energy_wh": correction.energy_wh,
        "currency": correction.currency,
        "net_minor": correction.net_minor,
        "tax_minor": correction.tax_minor,
        "gross_minor": correction.gross_minor,
        "difference_minor": correction.difference_minor,
        "document_id": correction.document_id,
        "document_number": correction.document_number,
        "reason": correction.reason,
        "by": correction.by,
        "revenue": dict(correction.revenue) or None,
        "taxes": [[one.vat_percent, one.net_minor, one.tax_minor] for one in correction.taxes]
        or None,
    }
    return {name: value for name, value in item.items() if value is not None}


def correction_from(item: Item) -> LateCorrection:
    """The inverse."""
    return LateCorrection(
        number=int(item["number"]),
        outcome=Outcome(item["outcome"]),
        at=clock.from_text(item["at"]),
        energy_wh=_whole(item.get("energy_wh")),
        currency=item.get("currency"),
        net_minor=_whole(item.get("net_minor")),
        tax_minor=_whole(item.get("tax_minor")),
        gross_minor=_whole(item.get("gross_minor")),
        difference_minor=int(item["difference_minor"]),
        document_id=item.get("document_id"),
        document_number=item.get("document_number"),
        reason=item.get("reason"),
        by=item.get("by"),
        revenue=tuple((name, int(minor)) for name, minor in item.get("revenue", {}).items()),
        taxes=tuple(TaxShare(rate, int(net), int(tax)) for rate, net, tax in item.get("taxes", ())),
    )


def _whole(value: Any) -> int | None:
    return None if value is None else int(value)
