"""Charging sessions that several scenarios are about."""

from datetime import UTC, datetime, timedelta

from station_simulator.station import AT_THE_STATION, Origin, Reading, Station

METER_WH = 1_000_000
ENERGY_WH = 7_350
DURATION = timedelta(minutes=40)
SAMPLES = 4


def record_session(
    station: Station,
    token: str,
    ended: datetime | None = None,
    *,
    origin: Origin = AT_THE_STATION,
    offline: bool = False,
) -> None:
    """A whole session into the outbox; it ended now if nothing else is said."""
    begin = (ended or datetime.now(UTC)) - DURATION
    station.begin(token, Reading(begin, METER_WH), origin, offline=offline)
    for number in range(1, SAMPLES + 1):
        share = number / (SAMPLES + 1)
        energy_wh = int(ENERGY_WH * share)
        station.progress(
            Reading(begin + DURATION * share, METER_WH + energy_wh, 11_000), offline=offline
        )
    station.end(Reading(begin + DURATION, METER_WH + ENERGY_WH), offline=offline)
