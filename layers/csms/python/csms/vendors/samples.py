"""Sets of samples: those of one moment belong together, and what disagrees does not count."""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

from csms.vendors.anomalies import Anomaly
from csms.vendors.model import Notes, Payload
from csms.vendors.scalars import Unfit, written_number

PHASES = frozenset({"L1", "L2", "L3"})
NEUTRAL = "N"
DEFAULT_MEASURAND = "Energy.Active.Import.Register"
# A number as most write it.
_PLAIN = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
# A total that differs more from the sum of its phases is none (SAP's "Schneider Bug").
TOLERANCE = Decimal("0.1")


def by_moment(payload: Payload, notes: Notes) -> Payload:
    """The payload with one entry for each moment; the same object if there is nothing to merge."""
    entries = payload.get("meterValue")
    if not isinstance(entries, list) or len(entries) < 2:
        return payload
    merged: dict[str, Payload] = {}
    for entry in entries:
        at = entry["timestamp"]
        earlier = merged.get(at)
        both = earlier["sampledValue"] + entry["sampledValue"] if earlier else None
        merged[at] = entry if both is None else {**merged[at], "sampledValue": both}
    if len(merged) == len(entries):
        return payload
    notes.add(Anomaly.ENTRIES_MERGED)
    return payload | {"meterValue": list(merged.values())}


def readable(payload: Payload, notes: Notes) -> Payload:
    """The payload with points for decimal commas in texts; what is no number is noted.

    Such a sample stays where it is: it counts for nothing, and the others of its entry do.
    """
    name = "meterValue" if "meterValue" in payload else "transactionData"
    entries = payload.get(name)
    if not isinstance(entries, list):
        return payload
    samples = [one for entry in entries for one in entry.get("sampledValue", ())]
    if any(one.get("phase") == NEUTRAL for one in samples):
        _note_lone_phase(samples, notes)
    if not any(_is_odd(one) for one in samples):
        return payload
    read = [
        entry | {"sampledValue": [_read(one, notes) for one in entry.get("sampledValue", ())]}
        for entry in entries
    ]
    return payload | {name: read}


def _note_lone_phase(samples: Iterable[Payload], notes: Notes) -> None:
    """A register that is told of the neutral alone is that of all phases (zappi, evcc#27206)."""
    phases = {one.get("phase") for one in samples if _measurand(one) == DEFAULT_MEASURAND}
    if phases == {NEUTRAL}:
        notes.add(Anomaly.PHASE_FOR_TOTAL)


def _is_odd(sample: Payload) -> bool:
    value = sample.get("value")
    signed = sample.get("format") == "SignedData"
    return isinstance(value, str) and not signed and not _PLAIN.fullmatch(value)


def _read(sample: Payload, notes: Notes) -> Payload:
    if not _is_odd(sample):
        return sample
    try:
        value = format(written_number(sample["value"]), "f")
    except Unfit:
        notes.add(Anomaly.ITEM_DROPPED)
        return sample
    comma = "," in sample["value"]
    notes.add(Anomaly.STRING_FOR_NUMBER if comma else Anomaly.NUMBER_SPELLING)
    return sample | {"value": value}


def without_wrong_totals(payload: Payload, notes: Notes) -> Payload:
    """The payload without totals that contradict the three phases beside them."""
    entries = [_without_wrong_totals(one, notes) for one in payload["meterValue"]]
    return payload | {"meterValue": entries}


def _without_wrong_totals(entry: Payload, notes: Notes) -> Payload:
    samples = entry["sampledValue"]
    wrong = {one for one in map(_measurand, samples) if _disagree(one, samples)}
    if not wrong:
        return entry
    notes.add(Anomaly.PHASES_DISAGREE)
    left = [one for one in samples if "phase" in one or _measurand(one) not in wrong]
    return entry | {"sampledValue": left}


def _disagree(measurand: str, samples: Iterable[Any]) -> bool:
    values: dict[str | None, Decimal] = {}
    for one in samples:
        if _measurand(one) == measurand:
            try:
                values[one.get("phase", "total")[:5].removesuffix("-N")] = Decimal(one["value"])
            except InvalidOperation:
                return False
    total = values.pop("total", None)
    if total is None or not values.keys() >= PHASES:
        return False
    phases = sum((values[one] for one in PHASES), Decimal(0))
    return abs(total - phases) > TOLERANCE * abs(phases)


def _measurand(sample: Payload) -> str:
    measurand: str = sample.get("measurand", DEFAULT_MEASURAND)
    return measurand
