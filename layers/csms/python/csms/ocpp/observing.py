"""What is kept of a frame beside its facts: what was odd, and all of it while a trace is on."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from csms.commands.secrets import text_without_secrets, without_secrets
from csms.observability import logger
from csms.ocpp.handshake import Connection
from csms.ocpp.services import OcppServices
from csms.stations.traces import TracedFrame


@dataclass(frozen=True, slots=True)
class Outcome:
    """The reply, and what is known of the frame. `normalised` is what the handler got."""

    reply: str | None
    action: str
    result: str
    anomalies: tuple[str, ...] = ()
    normalised: dict[str, Any] | None = None


def observe(
    connection: Connection, text: str, outcome: Outcome, services: OcppServices, now: datetime
) -> None:
    """Count and trace. That it fails must not cost the station its answer."""
    try:
        traced = services.tracing.on(connection.station_id, now)
        if not (traced or outcome.anomalies):
            return
        text = text_without_secrets(text)
        if outcome.anomalies:
            services.anomalies.note(connection.station_id, outcome.anomalies, text, now)
        if traced:
            services.tracing.record(
                TracedFrame(
                    connection.station_id,
                    now,
                    "in",
                    text,
                    outcome.action,
                    outcome.result,
                    without_secrets(outcome.normalised),
                    outcome.anomalies,
                    outcome.reply,
                )
            )
    except Exception:
        logger.exception("frame not observed", station_id=connection.station_id)
