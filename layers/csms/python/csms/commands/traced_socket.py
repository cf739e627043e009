"""A station's socket whose frames are kept while its trace is on."""

from dataclasses import dataclass

from csms.clock import Clock
from csms.commands.ports import StationSocket
from csms.stations.traces import TracedFrame, Tracing


@dataclass(frozen=True, slots=True)
class TracedSocket:
    """StationSocket around another one."""

    socket: StationSocket
    tracing: Tracing
    station_id: str
    clock: Clock

    def post(self, connection_id: str, text: str) -> bool:
        """See the port. A frame that did not reach the station is not one."""
        reached = self.socket.post(connection_id, text)
        now = self.clock()
        if reached and self.tracing.on(self.station_id, now):
            self.tracing.record(TracedFrame(self.station_id, now, "out", text, "command", "sent"))
        return reached
