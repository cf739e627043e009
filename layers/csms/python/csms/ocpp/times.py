"""A station's clock, read without trusting it."""

from datetime import datetime

from csms import clock


def station_time(text: str | None, received_at: datetime) -> datetime:
    """The moment a station names; the moment of receipt if it names none that can be read."""
    if text is None:
        return received_at
    try:
        return clock.from_text(text)
    except ValueError:
        return received_at
