"""Habits of a maker's stations: `tests/vendors/habits/<key>.json`, each from its quirks."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.network import TOKEN

HABITS = Path(__file__).parent / "habits"
KEYS = sorted(path.stem.replace("_", "-") for path in HABITS.glob("*.json"))
Payload = dict[str, Any]


@dataclass(frozen=True)
class Habits:
    """How a maker's stations tell a session. The defaults are the standard's."""

    ocpp: str = "1.6"
    vendor: str = ""  # whose habits, if the file is not named after its maker
    lifetime_wh: int = 482_310
    start_stop: str = "register"  # register, session, absent
    samples: str = "register"  # register, session, none
    unit: str | None = "Wh"
    power: str | None = "W"  # W, kW, phases, None
    begin_repeated: bool = False
    per_entry: bool = False  # one meterValue entry for each measurand
    as_object: bool = False  # meterValue is an object
    numbers: bool = False  # numbers where texts are wanted
    empty_slot: bool = False  # "[," in lists
    connector_zero: bool = False
    names_no_transaction: bool = False
    zone: str | None = None  # local times without a zone
    colonless: bool = False  # +0000
    reservation_zero: bool = False
    no_start_time: bool = False
    no_start_register: bool = False
    sampled_at_start: bool = False
    hours_ahead_at_first: int = 0  # till the clock is set by the first answer
    blanks: bool = False  # around values
    energy_phase: str | None = None
    error_code: str = "NoError"
    station_available: bool = False  # connector 0 is Available while connector 1 charges
    ghost_stop: bool = False  # of id 0, before anything runs
    tag: str = TOKEN
    tag_tail: str = ""
    empty_tag: bool = False
    stop_id: int | None = None  # instead of the given id
    stop_missing: bool = False
    closing_after_stop: bool = False
    stale_id_after: bool = False  # samples go on with the finished id
    signed_in_kwh: bool = False  # signed samples without a unit beside the plain ones
    odd_sample: Payload | None = None  # one more sample in each message
    placeholders: tuple[str, ...] = ()
    stop_minutes_early: int = 0  # how long before its start the stop says it was
    impossible_wh: int | None = None  # a register that no meter shows, in one message
    # BootNotification, in the shape of 1.6, as the stations send it
    boot: Payload | None = None
    # What else it says: {"at": step, "action", "payload"}; $time and $transaction are filled in
    said: tuple[Payload, ...] = ()
    # What it is asked in the middle: {"action", "payload"}, and "raw" if its answer is odd
    asked: tuple[Payload, ...] = ()
    # What is shown in the middle, where that is not yet what the car has taken
    live_wh: int | None = None
    # What the operator must see in the end
    expect: Payload = field(default_factory=dict)
    # Repairs of any station that must have been counted for this one
    general: tuple[str, ...] = ()

    @classmethod
    def of(cls, key: str) -> Habits:
        """Of a maker's file."""
        path = HABITS / f"{key.replace('-', '_')}.json"
        given: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        fields: dict[str, Any] = {
            name: tuple(one) if isinstance(one, list) else one for name, one in given.items()
        }
        return cls(**fields)
