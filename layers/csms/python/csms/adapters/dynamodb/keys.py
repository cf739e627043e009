"""Keys of every item, in one place (`docs/architecture.md`, Data)."""

from datetime import datetime

from csms.charging.vocabulary import SessionKey
from csms.ids import shard_of

STATION_LIST_SHARDS = 8
SESSION_SHARDS = 4
# Partition of the item that says which stations are traced, in the table of telemetry.
TRACES = "TRACES"
# Series of a station's absences, in the table of telemetry.
OUTAGES = "outages"


def station(station_id: str) -> str:
    """Partition of a station and what it reports; its sessions stand in another table."""
    return f"ST#{station_id}"


def commands(station_id: str) -> str:
    """Partition of a station's commands."""
    return f"CMD#{station_id}"


def journal(station_id: str) -> str:
    """Partition of what a station told (`csms.stations.journal`)."""
    return f"LOG#{station_id}"


def reports(station_id: str) -> str:
    """Partition of the parts of a station's reports (`csms.stations.reports`)."""
    return f"REPORT#{station_id}"


def jobs(station_id: str) -> str:
    """Partition of what a station's commands began, apart from them: a list of those is read."""
    return f"JOB#{station_id}"


def job(kind: str, request_id: int | None) -> str:
    """Sort key of a job; of the newest of its kind without an id."""
    return kind if request_id is None else f"{kind}#{request_id}"


def start_limit(remote_start_id: int) -> str:
    """Sort key of the limit that a remote start set."""
    return f"limit#{remote_start_id}"


def dynamic_schedules(station_id: str) -> str:
    """Partition of what a station's dynamic profiles shall do now."""
    return f"DYN#{station_id}"


def network_profiles(station_id: str) -> str:
    """Partition of how a station shall connect."""
    return f"NET#{station_id}"


def notes(station_id: str) -> str:
    """Partition of what people noted on a station."""
    return f"NOTE#{station_id}"


def configuration(station_id: str) -> str:
    """Partition of what is wanted of a station's configuration and what it reports."""
    return f"CFG#{station_id}"


def local_list(station_id: str) -> str:
    """Partition of a station's local authorization list, as wanted and as held."""
    return f"LIST#{station_id}"


def certificates(station_id: str) -> str:
    """Partition of a station's certificates, and of what it asked to be signed."""
    return f"CERT#{station_id}"


def ending_certificates(month: datetime, shard: str) -> str:
    """Partition of the certificates that end in a month, to find those to renew."""
    return f"ENDING#{month:%Y-%m}#{shard}"


def connector(evse_id: int, connector_id: int) -> str:
    """Sort key of a connector's status."""
    return f"CONNECTOR#{evse_id:04d}#{connector_id:04d}"


def transaction(key: SessionKey) -> str:
    """Sort key of a session."""
    return f"TX#{key.transaction_id}"


def station_list_shard(station_id: str) -> str:
    """Which partition of the list of stations."""
    return str(shard_of(station_id, STATION_LIST_SHARDS))


def telemetry(station_id: str, series: str) -> str:
    """Partition of a session's or a connector's meter messages; an identity may hold a `|`."""
    return f"{len(station_id)}|{station_id}|{series}"


def status_series(evse_id: int, connector_id: int) -> str:
    """Series of what a connector said of itself; no meter's begins alike."""
    return f"status {evse_id}#{connector_id}"


def anomalies(station_id: str) -> str:
    """Partition of what was odd in a station's frames, in the table of telemetry."""
    return f"ODD#{station_id}"


def trace(station_id: str) -> str:
    """Partition of a station's traced frames, in the table of telemetry."""
    return f"TRACE#{station_id}"


def month_shard(received_at: datetime, transaction_id: str) -> str:
    """Which partition of the sessions of a month, by our own clock: a station's may be wrong."""
    return f"{received_at:%Y-%m}#{shard_of(transaction_id, SESSION_SHARDS)}"


def active_shard(session_id: str) -> str:
    """Which partition of the running sessions."""
    return str(shard_of(session_id, SESSION_SHARDS))


def review_shard(transaction_id: str) -> str:
    """Which partition of the sessions that a person has to decide."""
    return f"review#{active_shard(transaction_id)}"


def payment(payment_id: str) -> str:
    """Partition of a payment and its refunds."""
    return f"PAY#{payment_id}"


def visit(visit_id: str) -> str:
    """Partition of a terminal's visit."""
    return f"VISIT#{visit_id}"


def visit_shard(visit_id: str) -> str:
    """Which partition of the visits that are to be looked at; no payment's begins alike."""
    return f"visit#{shard_of(visit_id, SESSION_SHARDS)}"


def place(station_id: str, evse_id: int) -> str:
    """Partition of who pays by card at an EVSE."""
    return f"PLACE#{evse_id}#{station_id}"


_STATION_PAYMENT = "STATIONPAY#"


def station_payment(station_id: str, psp_ref: str) -> str:
    """Partition of a card payment at a station's own terminal; no station's id holds a line end."""
    return f"{_STATION_PAYMENT}{station_id}\n{psp_ref}"


def station_and_reference(pk: str) -> tuple[str, str]:
    """Whose payment a partition is."""
    station_id, _, psp_ref = pk.removeprefix(_STATION_PAYMENT).partition("\n")
    return station_id, psp_ref


def station_payment_shard(psp_ref: str) -> str:
    """Which partition of the payments at stations that are to be looked at."""
    return f"station#{shard_of(psp_ref, SESSION_SHARDS)}"


def terminal(terminal_id: str) -> str:
    """Partition of a terminal."""
    return f"TERMINAL#{terminal_id}"


def refund(refund_id: str) -> str:
    """Sort key of a refund."""
    return f"REFUND#{refund_id}"


def payer(driver_id: str) -> str:
    """Partition of a driver as the payment provider's customer."""
    return f"PAYER#{driver_id}"


def provider_event(provider: str, event_id: str) -> str:
    """Partition of an event that a payment provider sent."""
    return f"EVENT#{provider}#{event_id}"


def open_shard(payment_id: str) -> str:
    """Which partition of the payments that are to be looked at."""
    return str(shard_of(payment_id, SESSION_SHARDS))
