"""Maintenance windows in memory."""

from datetime import datetime

from csms.clock import to_text
from csms.incidents.windows import Window


class MemoryWindows:
    """WindowRepository over a dict."""

    def __init__(self) -> None:
        """Start empty."""
        self._windows: dict[str, Window] = {}

    def get(self, window_id: str) -> Window | None:
        """See the port."""
        return self._windows.get(window_id)

    def put(self, window: Window) -> None:
        """See the port."""
        self._windows[window.window_id] = window

    def delete(self, window_id: str) -> None:
        """See the port."""
        self._windows.pop(window_id, None)

    def page(self, limit: int, cursor: str | None) -> tuple[list[Window], str | None]:
        """See the port."""
        places = {_place(one): one for one in self._windows.values()}
        left = [one for one in sorted(places, reverse=True) if cursor is None or one < cursor]
        shown = left[:limit]
        return [places[one] for one in shown], shown[-1] if len(left) > limit else None

    def of_place(self, site_id: str | None, station_id: str | None, now: datetime) -> list[Window]:
        """See the port."""
        return [
            one
            for one in self._windows.values()
            if one.ends_at > now
            and (
                (one.site_id is not None and one.site_id == site_id)
                or (one.station_id is not None and one.station_id == station_id)
            )
        ]


def _place(window: Window) -> str:
    return f"{to_text(window.ends_at)}#{window.window_id}"
