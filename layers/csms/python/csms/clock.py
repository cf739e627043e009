"""Aware UTC time: one clock, one text form, one parser."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The present, aware UTC."""
    return datetime.now(UTC)


def to_text(moment: datetime) -> str:
    """RFC 3339 in UTC with milliseconds and `Z`: fixed width, so that text order is time order."""
    utc = moment.astimezone(UTC)
    return f"{utc.replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"


def from_text(text: str) -> datetime:
    """Parse ISO 8601 with `Z`, `±hh:mm`, `±hhmm` or no zone (taken as UTC).

    Raises ValueError for anything else. Stations leave the zone out or its colon:
    Growatt (evcc#10399), Keba (`+0000`).
    """
    moment = datetime.fromisoformat(text)
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except OverflowError as error:
        raise ValueError(f"{text} is no moment in UTC") from error


def epoch_seconds(moment: datetime) -> int:
    """Whole seconds since 1970, as DynamoDB's TTL wants them."""
    return int(moment.timestamp())
