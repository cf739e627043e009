"""Broken frames among good ones: what cannot be understood is refused, what can be is repaired and
shown as an anomaly, and the connection survives all of them.
"""

import json

from station_simulator.scenarios.charging import ENERGY_WH, record_session
from station_simulator.scenarios.stage import Scenario, Stage, online
from station_simulator.unreliable import RecordingWire

# Deeper ones end in the embedded AWS, which has to look for a route in them.
DEEP = "[" * 300 + "]" * 300
REFUSED = (
    "",
    "not JSON",
    "{}",
    "[]",
    "[2]",
    '[2,"x","Heartbeat"]',
    '[2,7,"Heartbeat",{}]',
    '[2,"x","Heartbeat",[]]',
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
# The message id is the anomaly that is to be shown.
REPAIRED = (
    '[2,"EXTRA_FIELD","Heartbeat",{"unheardOf":1}]',
    '[2,"NULL_FIELD","Heartbeat",null]',
    '[2,"JSON_REPAIRED","Heartbeat",{},]',
)
NAMES = {one.split('"')[1] for one in REPAIRED}


async def play(stage: Stage) -> None:
    """A heartbeat after each, and a whole session behind all of them."""
    station = stage.station(RecordingWire)
    wire = station.wire
    async with online(station):
        socket = wire.socket
        frames = (*REFUSED, *REPAIRED)
        for number, frame in enumerate(frames, start=1):
            stage.step(f"broken frame {number} of {len(frames)}")
            await wire.send(frame)
            await station.heartbeat()
        stage.check("the same socket", wire.socket is socket)
        record_session(station, stage.token)
        await station.flush()
        await stage.settled(ENERGY_WH)
    if isinstance(wire, RecordingWire):
        answers = [json.loads(one) for one in wire.received]
        stage.check("only OCPP comes back", all(one[0] in {2, 3, 4} for one in answers))
        accepted = {one[1] for one in answers if one[0] == 3}
        stage.check("what cannot be understood is refused", "x" not in accepted)
        stage.same("repaired frames that were not accepted", NAMES - accepted, set())
    if stage.api is not None:
        shown = {one["name"] for one in (await stage.view("/anomalies"))["items"]}
        stage.same("repaired frames that are not shown", NAMES - shown, set())


SCENARIO = Scenario(
    play,
    "a heartbeat is answered after each; what is repaired is among the anomalies; one settled "
    "session on that socket",
)
