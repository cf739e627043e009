"""Parts of reports in memory."""

from csms.stations.reports import PartHead, ReportPart


class MemoryReports:
    """ReportRepository over dicts."""

    def __init__(self) -> None:
        """Start without reports."""
        self._parts: dict[str, dict[tuple[int, str, str], ReportPart]] = {}

    def record(self, part: ReportPart) -> None:
        """See the port."""
        place = (part.request_id, part.kind, part.place)
        self._parts.setdefault(part.station_id, {})[place] = part

    def heads(self, station_id: str, request_id: int | None = None) -> list[PartHead]:
        """See the port."""
        return [
            PartHead(one.kind, one.request_id, one.seq_no, one.more, one.received_at)
            for one in self._parts.get(station_id, {}).values()
            if request_id in (None, one.request_id)
        ]

    def parts(self, station_id: str, request_id: int) -> list[ReportPart]:
        """See the port."""
        found = self._parts.get(station_id, {}).values()
        return [one for one in found if one.request_id == request_id]
