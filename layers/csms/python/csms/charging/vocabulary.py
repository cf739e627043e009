"""The words for sessions: their names, states and ends, and what none must hide."""

from enum import StrEnum
from typing import NamedTuple


class SessionKey(NamedTuple):
    """OCPP transaction ids are unique for one station only (2.0.1 E01.FR.08)."""

    station_id: str
    transaction_id: str


class SessionState(StrEnum):
    """The life of a session, `docs/architecture.md`."""

    PREPARING = "preparing"
    CHARGING = "charging"
    SUSPENDED_EV = "suspended_ev"
    SUSPENDED_EVSE = "suspended_evse"
    REFUSED = "refused"
    AWAITING_UNPLUG = "awaiting_unplug"
    ENDED = "ended"
    SETTLED = "settled"
    REVIEW = "review"


class EndedBy(StrEnum):
    """What ended a session that went on after its stop."""

    UNPLUGGED = "unplugged"
    NEXT_SESSION = "next_session"
    WAITED = "waited_long_enough"
    CAPPED = "parking_cap"
    OPERATOR = "operator"


class Flag(StrEnum):
    """What a session must not hide; of its meter `MeterFlag` says it."""

    NO_TARIFF = "no_tariff"
    TARIFF_UNREADABLE = "tariff_unreadable"
    TIME_ZONE_ASSUMED = "time_zone_assumed"
    ENERGY_SPREAD = "energy_spread"
    OFFLINE = "offline"
    BEGIN_READING_ESTIMATED = "begin_reading_estimated"
    FINAL_READING_ESTIMATED = "final_reading_estimated"
    CLOSED_BY_OPERATOR = "closed_by_operator"
    CONFLICTING_STOP = "conflicting_stop"
    STOP_MISSING = "stop_missing"
    MATCHED_WITHOUT_ID = "matched_without_id"
    CLOCK_SKEWED = "clock_skewed"
    STOPPED_BY_OTHER_TOKEN = "stopped_by_other_token"
    STATION_COST_DIFFERS = "station_cost_differs"
    EVENTS_MISSING = "events_missing"
    SILENT = "silent"
    NO_CREDIT = "no_credit"
    BALANCE_EXHAUSTED = "balance_exhausted"
    PAID_SHORT = "paid_short"


CHARGING_STATES = {
    "Charging": SessionState.CHARGING,
    "SuspendedEV": SessionState.SUSPENDED_EV,
    "SuspendedEVSE": SessionState.SUSPENDED_EVSE,
}
