"""Facts to test with: everything has a default, a test names what it is about."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.network import idle_tariff_document, tariff_document

from csms import clock
from csms.charging.facts import MeterReading, Progress, SessionStart, SessionStop
from csms.charging.payer import Payer
from csms.charging.settled import Settlement
from csms.charging.vocabulary import SessionKey, SessionState
from csms.commands.model import Command
from csms.drivers.model import AuthorizationStatus
from csms.ledger import chart
from csms.ledger.holds import Hold
from csms.ledger.model import Leg, Transfer
from csms.stations.model import CurrentType
from csms.tariffs.document import tariff_from_document
from csms.tariffs.model import Tariff

NOW = datetime(2026, 1, 20, 12, 0, tzinfo=UTC)
KEY = SessionKey("CP1", "T1")


def minutes(count: float, since: datetime = NOW) -> datetime:
    return since + timedelta(minutes=count)


def at_text(minute: float) -> str:
    return clock.to_text(minutes(minute))


def a_tariff(price: str = "0.35", vat: str = "19", version: int = 1, **fields: Any) -> Tariff:
    return tariff_from_document(tariff_document("ac", price, vat) | fields, version)


def a_parking_tariff(**fields: Any) -> Tariff:
    return tariff_from_document(idle_tariff_document(**fields), 1)


def a_payer(driver_id: str | None = "driver-1", token_id: str = "TAG-1", order: str = "") -> Payer:
    status = AuthorizationStatus.ACCEPTED if driver_id else AuthorizationStatus.UNKNOWN
    return Payer(token_id, status, driver_id, order=order)


def a_start(key: SessionKey = KEY, at: datetime = NOW, **fields: Any) -> SessionStart:
    start = SessionStart(
        key=key,
        session_id=f"SESSION-{key.station_id}-{key.transaction_id}",
        start_key="start",
        evse_id=1,
        connector_id=1,
        started_at=at,
        received_at=at,
        payer=a_payer(),
        site_id="site-1",
        current_type=CurrentType.AC,
        tariff=a_tariff(),
        reading=MeterReading(at, register_wh=1000),
    )
    return replace(start, **fields)


def a_progress(minute: int, register_wh: int | None = None, **fields: Any) -> Progress:
    at = minutes(minute)
    names = {"power_w", "soc_percent"} & set(fields)
    reading = MeterReading(at, register_wh, **{name: fields.pop(name) for name in names})
    return replace(Progress(KEY, clock.to_text(at), reading), **fields)


def a_stop(key: SessionKey = KEY, minute: int = 60, **fields: Any) -> SessionStop:
    at = minutes(minute)
    stop = SessionStop(key, "stop", at, at, "Local", MeterReading(at, register_wh=6000))
    return replace(stop, **fields)


def a_settlement(energy_wh: int = 5000, **fields: Any) -> Settlement:
    return replace(Settlement(SessionState.SETTLED, minutes(70), energy_wh, "EUR"), **fields)


def a_transfer(
    transfer_id: str, *legs: tuple[str, int], minute: float = 0, currency: str = "EUR"
) -> Transfer:
    return Transfer(
        transfer_id=transfer_id,
        kind="test",
        currency=currency,
        posted_at=minutes(minute),
        legs=tuple(Leg(account_id, minor) for account_id, minor in legs),
        reference="reference",
    )


def a_hold(minor: int = 400, *, minute: float = 0, **fields: Any) -> Hold:
    """On the wallet of driver-1, for an hour from `minute` on."""
    wallet, at = chart.wallet("driver-1"), minutes(minute)
    hold = Hold("hld:1", wallet, "EUR", minor, minor, "session-1", at, at + timedelta(hours=1))
    return replace(hold, **fields)


def a_command(command_id: str = "C1", station_id: str = "CP1", **fields: Any) -> Command:
    command = Command(station_id, command_id, "reset", {"type": "soft"}, NOW, minutes(60))
    return replace(command, **fields)
