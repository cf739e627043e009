"""What is known of a session, as it was reported: the builder's input."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Quality(StrEnum):
    """How a register value came about."""

    MEASURED = "measured"
    DERIVED = "derived"
    ESTIMATED = "estimated"


class Signal(StrEnum):
    """What a station says of a connector, whatever its version's words are.

    AVAILABLE means unplugged, as OCPP 2.x `chargingState` Idle does. FINISHING: what was asked for
    is done and the plug is in (2.x: EVConnected after energy has flowed, or ended and Occupied).
    """

    CHARGING = "charging"
    SUSPENDED_EV = "suspended_ev"
    SUSPENDED_EVSE = "suspended_evse"
    FINISHING = "finishing"
    AVAILABLE = "available"
    OFFLINE = "offline"
    FAULTED = "faulted"


# The vehicle is there and asks for nothing.
PARKING = frozenset({Signal.SUSPENDED_EV, Signal.FINISHING})


@dataclass(frozen=True, slots=True)
class Reading:
    """The energy register, in Wh, at a moment; rollovers and outliers are dealt with before."""

    at: datetime
    register_wh: int
    power_w: int | None = None
    quality: Quality = Quality.MEASURED


@dataclass(frozen=True, slots=True)
class Change:
    """The connector's state from a moment on."""

    at: datetime
    signal: Signal


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """All there is, in any order, repeated or not. `stopped`: the transaction's end.

    `stop_estimated`: nobody told of it, so it is no proof of what the vehicle did then.
    """

    started: datetime
    readings: tuple[Reading, ...] = ()
    changes: tuple[Change, ...] = ()
    stopped: datetime | None = None
    unplugged: datetime | None = None
    stop_estimated: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """How facts are read.

    `resume_wh`, `resume_s`: charging of less energy, and said for no longer, is a balancing pulse.
    `flat_samples`: so many readings without energy are parking where a station tells no states.
    `without_energy_s`: a vehicle that never took energy parks after this; None: never.
    `after_stop_s`: an unplug that never comes is waited for no longer.
    `gap_s`: no fact for so long is a gap. `unproven_s`: so much time in one is charged for by no
    machine; None: any is.
    """

    resume_wh: int = 200
    resume_s: int = 300
    flat_samples: int = 3
    without_energy_s: int | None = None
    after_stop_s: int = 86_400
    gap_s: int = 3_600
    unproven_s: int | None = 43_200


BY_DEFAULT = Rules()
