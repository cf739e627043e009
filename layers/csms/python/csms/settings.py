"""Settings: the environment, read once and never at import.

A plain dataclass: pydantic-settings would cost the OCPP path its cold start.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """What a deployment decides; names as in `template.yaml`."""

    stations_table: str
    sessions_table: str
    telemetry_table: str
    ledger_table: str
    directory_table: str
    event_bus_name: str = ""
    settle_session_arn: str = ""
    alerts_topic_arn: str = ""
    command_timeouts_url: str = ""
    origin_secret: str = ""
    heartbeat_interval_s: int = 300
    final_reading_wait_s: int = 300
    telemetry_retention_days: int = 90
    command_expiry_s: int = 3600
    cost_update_interval_s: int = 60


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Build the settings; KeyError names a missing table variable."""
    return Settings(
        stations_table=environment["STATIONS_TABLE"],
        sessions_table=environment["SESSIONS_TABLE"],
        telemetry_table=environment["TELEMETRY_TABLE"],
        ledger_table=environment["LEDGER_TABLE"],
        directory_table=environment["DIRECTORY_TABLE"],
        event_bus_name=environment.get("EVENT_BUS_NAME", ""),
        settle_session_arn=environment.get("SETTLE_SESSION_ARN", ""),
        command_timeouts_url=environment.get("COMMAND_TIMEOUTS_URL", ""),
        alerts_topic_arn=environment.get("ALERTS_TOPIC_ARN", ""),
        origin_secret=environment.get("ORIGIN_SECRET", ""),
        heartbeat_interval_s=int(environment.get("HEARTBEAT_INTERVAL_SECONDS", "300")),
        final_reading_wait_s=int(environment.get("FINAL_READING_WAIT_SECONDS", "300")),
        telemetry_retention_days=int(environment.get("TELEMETRY_RETENTION_DAYS", "90")),
        command_expiry_s=int(environment.get("COMMAND_EXPIRY_SECONDS", "3600")),
        cost_update_interval_s=int(environment.get("COST_UPDATE_INTERVAL_SECONDS", "60")),
    )
