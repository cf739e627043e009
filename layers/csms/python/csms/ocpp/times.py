"""A station's clock, read without trusting it."""

from datetime import UTC, datetime, timedelta

from csms import clock

# A clock that is further ahead is wrong; before this year there was no OCPP 1.6.
AHEAD = timedelta(minutes=5)
EARLIEST = datetime(2015, 1, 1, tzinfo=UTC)


def station_time(text: str | None, received_at: datetime) -> datetime:
    """The moment a station names; the moment of receipt if that can be neither read nor true."""
    return _believed(text, received_at) or received_at


def reported_time(text: str | None, received_at: datetime) -> str | None:
    """The station's own words, where the moment of receipt stands in their place."""
    return text if _believed(text, received_at) is None else None


def moment_text(text: str, received_at: datetime) -> str:
    """The moment in one form, whatever its zone was written as; the words, if not believed."""
    moment = _believed(text, received_at)
    return clock.to_text(moment) if moment else text


def _believed(text: str | None, received_at: datetime) -> datetime | None:
    if text is None:
        return None
    try:
        moment = clock.from_text(text)
    except ValueError:
        return None
    return moment if EARLIEST <= moment <= received_at + AHEAD else None
