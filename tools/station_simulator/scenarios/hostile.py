"""Broken frames among good ones: each is refused, and the connection survives them."""

import json

from station_simulator.scenarios.charging import ENERGY_WH, record_session
from station_simulator.scenarios.stage import Scenario, Stage, online
from station_simulator.unreliable import RecordingWire

# Deeper ones end in the embedded AWS, which has to look for a route in them.
DEEP = "[" * 300 + "]" * 300
FRAMES = (
    "",
    "not JSON",
    "{}",
    "[]",
    "[2]",
    '[2,"x","Heartbeat"]',
    '[2,7,"Heartbeat",{}]',
    '[2,"x","Heartbeat",[]]',
    '[2,"x","Heartbeat",{"unheardOf":1}]',
    '[2,"x","Dance",{}]',
    '[2,"x","Reset",{"type":"Hard"}]',
    '[2,"x","Authorize",{}]',
    '[2,"x","Heartbeat",{"x":1e400}]',
    '[2,"x","Heartbeat",{"x":' + "9" * 5_000 + "}]",
    '[2,"x","Heartbeat",{"x":NaN}]',
    '[2,"x","Heartbeat",{"\\ud800":"\\u0000"}]',
    "[" * 300,
    f'[2,"any data","DataTransfer",{{"vendorId":"V","data":{DEEP}}}]',
    '[3,"x"]',
    '[4,"x"]',
    '[3,"nobody-asked",{}]',
    '[9,"x","Heartbeat",{}]',
)  # fmt: skip


async def play(stage: Stage) -> None:
    """A heartbeat after each, and a whole session behind all of them."""
    station = stage.station(RecordingWire)
    wire = station.wire
    async with online(station):
        socket = wire.socket
        for number, frame in enumerate(FRAMES, start=1):
            stage.step(f"broken frame {number} of {len(FRAMES)}")
            await wire.send(frame)
            await station.heartbeat()
        stage.check("the same socket", wire.socket is socket)
        record_session(station, stage.token)
        await station.flush()
        await stage.settled(ENERGY_WH)
    if isinstance(wire, RecordingWire):
        answers = [json.loads(one) for one in wire.received]
        stage.check("only OCPP comes back", all(one[0] in {2, 3, 4} for one in answers))
        accepted = [one for one in answers if one[:2] == [3, "x"]]
        stage.same("broken frames that were accepted", accepted, [])


SCENARIO = Scenario(play, "a heartbeat is answered after each; one settled session on that socket")
