"""How things stand at a station now: counted, and kept as the row that lists and maps show."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from csms.charging.model import ChargingSession
from csms.charging.ports import SessionRepository
from csms.charging.vocabulary import SessionKey
from csms.clock import to_text
from csms.figures.model import Fact, Place, Share
from csms.stations.model import Station, StationState
from csms.stations.ports import StationRepository
from csms.stations.standing import standing


@dataclass(frozen=True, slots=True)
class Looking:
    """What a look at a station needs."""

    stations: StationRepository
    sessions: SessionRepository


def fact_of(station_id: str) -> str:
    """The id that a station's state is counted under."""
    return f"station:{station_id}"


def look_at(
    station_id: str, before: Fact, now: datetime, needs: Looking, transaction_id: str | None = None
) -> Fact:
    """The state as it is stored now, so that the order of events does not matter.

    The sessions are those of the row before and the one that is told of: no index is asked, since
    it may be behind.
    """
    station = needs.stations.get(station_id)
    if station is None:
        return Fact()
    state = needs.stations.state(station_id)
    known = set((before.row or {}).get("sessions", ())) | ({transaction_id} - {None})
    running = list(_running(station_id, (str(one) for one in known), needs.sessions))
    since = str((before.row or {}).get("since") or to_text(now))
    row = _row(station, state, running) | {"since": since}
    return Fact((_share(station, row),), row)


def _running(
    station_id: str, transactions: Iterable[str], sessions: SessionRepository
) -> Iterator[ChargingSession]:
    for transaction_id in sorted(transactions):
        session = sessions.get(SessionKey(station_id, transaction_id))
        if session is not None and session.active:
            yield session


def _row(station: Station, state: StationState, running: list[ChargingSession]) -> dict[str, Any]:
    boot = state.boot
    return {
        "station_id": station.station_id,
        "name": station.name,
        "site_id": station.site_id,
        "status": standing(state, has_session=bool(running)).value,
        "online": state.online,
        "heard_at": to_text(state.connection.heard_at) if state.connection else None,
        "evses": len(station.evses),
        "connectors": _connectors(station, state, running),
        "sessions": [one.key.transaction_id for one in running],
        "vendor": boot.vendor if boot else None,
        "model": boot.model if boot else None,
        "firmware": boot.firmware_version if boot else None,
    }


def _connectors(
    station: Station, state: StationState, running: list[ChargingSession]
) -> list[dict[str, Any]]:
    told = {(one.evse_id, one.connector_id): one for one in state.connectors}
    found = []
    for evse in station.evses:
        for connector_id in evse.connector_ids:
            status = told.get((evse.evse_id, connector_id))
            session = _session_at(evse.evse_id, connector_id, running)
            found.append(
                {
                    "evse_id": evse.evse_id,
                    "connector_id": connector_id,
                    "status": status.status if status else None,
                    "error_code": status.error_code if status else None,
                    "session_id": session.session_id if session else None,
                }
            )
    return found


def _session_at(
    evse_id: int, connector_id: int, running: list[ChargingSession]
) -> ChargingSession | None:
    """Connector 0: the station did not say which one of the EVSE's."""
    for one in running:
        start = one.start
        if start and start.evse_id == evse_id and start.connector_id in {0, connector_id}:
            return one
    return None


def _share(station: Station, row: dict[str, Any]) -> Share:
    """An offline station's connectors are not known."""
    amounts = Counter({"stations": 1, f"stations:{row['status']}": 1})
    if row["online"]:
        amounts["stations:online"] = 1
    for one in row["connectors"]:
        word = (one["status"] or "Unknown") if row["online"] else "Unknown"
        amounts[f"connectors:{word}"] += 1
    return Share(None, Place(station.site_id or "", station.station_id), amounts)
