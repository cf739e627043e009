"""What OCPP 2.1 added: an event stream, DER, priority charging, battery swap, VAT numbers."""

from datetime import UTC, datetime

from station_simulator.client import Payload
from station_simulator.operator_api import eventually
from station_simulator.scenarios.stage import Scenario, Stage, online
from station_simulator.station import timestamp
from station_simulator.v201 import id_token

STREAM = {"id": 1, "variableMonitoringId": 2, "params": {"interval": 60, "values": 2}}
VAT_NUMBER = "DE123456789"


def _told(token: str, at: str) -> list[tuple[str, Payload]]:
    battery = {"evseId": 1, "serialNumber": "B1", "soC": 20.5, "soH": 98}
    swap = {"eventType": "BatteryIn", "requestId": 1, "batteryData": [battery]}
    return [
        ("OpenPeriodicEventStream", {"constantStreamData": STREAM}),
        ("NotifyDERAlarm", {"controlType": "HVMustTrip", "timestamp": at}),
        ("NotifyDERStartStop", {"controlId": "der-1", "started": True, "timestamp": at}),
        ("NotifyPriorityCharging", {"transactionId": "tx-1", "activated": True}),
        ("BatterySwap", swap | {"idToken": id_token(token)}),
        ("VatNumberValidation", {"vatNumber": VAT_NUMBER}),
        ("ClosePeriodicEventStream", {"id": 1}),
    ]


async def play(stage: Stage) -> None:
    """Everything is in the journal as it was sent, names like `soC` included."""
    station, at = stage.station(), timestamp(datetime.now(UTC))
    measured = {"id": 1, "pending": 0, "basetime": at, "data": [{"t": 0.5, "v": "81.5"}]}
    told = _told(stage.token, at)
    async with online(station):
        for action, facts in told:
            stage.step(action)
            answer = await station.ask(action, facts)
            if action == "OpenPeriodicEventStream":
                stage.same("the stream", answer["status"], "Accepted")
                await station.tell("NotifyPeriodicEventStream", measured)
            if action == "VatNumberValidation":
                stage.same("the VAT number", answer["vatNumber"], VAT_NUMBER)
        await station.heartbeat()
    if stage.api is not None:
        for action, facts in [*told, ("NotifyPeriodicEventStream", measured)]:
            await _is_kept(stage, action, facts)


async def _is_kept(stage: Stage, action: str, facts: Payload) -> None:
    async def look() -> bool:
        items = (await stage.view("/events", kind=action))["items"]
        return facts in [one["content"] for one in items]

    stage.check(action, await eventually(f"{action} in the journal", look))


SCENARIO = Scenario(
    play, "answers; each message, and the unconfirmed one, in the journal as sent", False, ("2.1",)
)
