"""The local authorization list: whole, changed, and refused where its version is old."""

from station_simulator.operator_api import Json
from station_simulator.scenarios.stage import Scenario, Stage, online
from station_simulator.v201 import id_token


async def play(stage: Stage) -> None:
    """Two tokens at first, one of them is taken off."""
    station = stage.station()
    async with online(station):
        both = [_entry(stage, one, keep=True) for one in (stage.token, "LEAVER")]
        stage.step("full list")
        await stage.command("SendLocalList", _list(stage, 1, "Full", both))
        stage.same("tokens", station.local_list.tokens, {stage.token, "LEAVER"})
        stage.step("difference")
        gone = [_entry(stage, "LEAVER", keep=False)]
        await stage.command("SendLocalList", _list(stage, 2, "Differential", gone))
        stage.same("tokens", station.local_list.tokens, {stage.token})
        stage.step("old version")
        late = _list(stage, 1, "Differential", both)
        await stage.command("SendLocalList", late, state="rejected")
        version = (await stage.command("get_local_list_version", {}))["answer"]
        stage.same("the version", list(version.values()), [2])


def _list(stage: Stage, version: int, kind: str, entries: list[Json]) -> Json:
    number = "listVersion" if stage.plan.version == "1.6" else "versionNumber"
    return {number: version, "updateType": kind, "localAuthorizationList": entries}


def _entry(stage: Stage, token: str, *, keep: bool) -> Json:
    accepted = {"status": "Accepted"}
    if stage.plan.version == "1.6":
        return {"idTag": token} | ({"idTagInfo": accepted} if keep else {})
    return {"idToken": id_token(token)} | ({"idTokenInfo": accepted} if keep else {})


SCENARIO = Scenario(play, "the station's list after each message; an old version is rejected", True)
