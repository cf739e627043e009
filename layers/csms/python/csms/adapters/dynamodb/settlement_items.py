"""A settlement as a map on its session's item: short names, since a session has many lines."""

from fractions import Fraction
from typing import Any

from csms import clock
from csms.adapters.dynamodb.table import Item
from csms.charging.costs import CostLine, Doubted, IdleProof, TaxShare
from csms.charging.settled import Decided, Settlement
from csms.charging.vocabulary import SessionState
from csms.pricing.texts import exact_text


def settlement_item(settlement: Settlement) -> Item:
    """A settlement as a map."""
    return {
        "outcome": settlement.outcome.value,
        "settled_at": clock.to_text(settlement.settled_at),
        "energy_wh": settlement.energy_wh,
        "currency": settlement.currency,
        "net_minor": settlement.net_minor,
        "tax_minor": settlement.tax_minor,
        "gross_minor": settlement.gross_minor,
        "transfer_id": settlement.transfer_id,
        "reason": settlement.reason,
        "flags": sorted(settlement.flags),
        "missing_seq_nos": list(settlement.missing_seq_nos),
        "lines": [_line_item(one) for one in settlement.lines],
        "taxes": [[one.vat_percent, one.net_minor, one.tax_minor] for one in settlement.taxes],
        "limit": settlement.limit,
        "idle_s": settlement.idle_seconds_billed,
        "idle": [_proof_item(one) for one in settlement.idle],
        "doubts": [
            [one.doubt, clock.to_text(one.start), clock.to_text(one.end), one.count]
            for one in settlement.doubts
        ],
        "fingerprint": settlement.fingerprint,
        "begin_wh": settlement.begin_wh,
        "end_wh": settlement.end_wh,
        "decided": _decided_item(settlement.decided),
    }


def settlement_from(item: Item | None) -> Settlement | None:
    """The inverse of `settlement_item`."""
    if item is None:
        return None
    return Settlement(
        outcome=SessionState(item["outcome"]),
        settled_at=clock.from_text(item["settled_at"]),
        energy_wh=int(item["energy_wh"]),
        currency=item.get("currency"),
        net_minor=int(item["net_minor"]),
        tax_minor=int(item["tax_minor"]),
        gross_minor=int(item["gross_minor"]),
        lines=tuple(_line_from(one, item) for one in item["lines"]),
        transfer_id=item.get("transfer_id"),
        reason=item.get("reason"),
        flags=frozenset(item["flags"]),
        missing_seq_nos=tuple(map(int, item.get("missing_seq_nos", ()))),
        taxes=tuple(TaxShare(vat, int(net), int(tax)) for vat, net, tax in item.get("taxes", ())),
        limit=item.get("limit"),
        idle_seconds_billed=int(item.get("idle_s", 0)),
        idle=tuple(_proof_from(one) for one in item.get("idle", ())),
        doubts=tuple(_doubt_from(*one) for one in item.get("doubts", ())),
        fingerprint=item.get("fingerprint"),
        begin_wh=_wh(item.get("begin_wh")),
        end_wh=_wh(item.get("end_wh")),
        decided=_decided_from(item.get("decided")),
    )


def _decided_item(decided: Decided | None) -> list[str] | None:
    if decided is None:
        return None
    return [decided.decision, decided.by, clock.to_text(decided.at), decided.reason]


def _decided_from(item: list[str] | None) -> Decided | None:
    if item is None:
        return None
    decision, by, at, reason = item
    return Decided(decision, by, clock.from_text(at), reason)


def _wh(value: Any) -> int | None:
    return None if value is None else int(value)


def _line_item(line: CostLine) -> Item:
    waived = {"w": line.waived} if line.waived != "0" else {}
    return {
        "i": line.item,
        "q": line.quantity,
        "p": line.price,
        "v": line.vat_percent,
        "a": line.amount,
        "n": line.net_minor,
        "g": line.gross_minor,
    } | waived


def _line_from(line: Item, settlement: Item) -> CostLine:
    if "i" not in line:
        return _energy_only(line, settlement)
    return CostLine(
        line["i"],
        line["q"],
        line["p"],
        line["v"],
        line["a"],
        int(line["n"]),
        int(line["g"]),
        line.get("w", "0"),
    )


def _energy_only(line: Item, settlement: Item) -> CostLine:
    """As it was stored when there were prices of energy alone: one line, which was all of it."""
    return CostLine(
        "energy",
        exact_text(Fraction(int(line["quantity_wh"]), 1000)),
        line["price_per_kwh"],
        line["vat_percent"],
        line["amount"],
        int(settlement["net_minor"]),
        int(settlement["gross_minor"]),
    )


def _proof_item(proof: IdleProof) -> list[Any]:
    increase = clock.to_text(proof.last_increase) if proof.last_increase else None
    moments = clock.to_text(proof.start), clock.to_text(proof.end)
    return [*moments, increase, proof.signal, proof.ended_by]


def _proof_from(item: list[Any]) -> IdleProof:
    start, end, increase, signal, ended_by = item
    return IdleProof(
        clock.from_text(start),
        clock.from_text(end),
        clock.from_text(increase) if increase else None,
        signal,
        ended_by,
    )


def _doubt_from(doubt: str, start: str, end: str, count: Any) -> Doubted:
    return Doubted(doubt, clock.from_text(start), clock.from_text(end), int(count))
