"""Reservations: used by the start that names it, cancelled by the operator."""

from datetime import UTC, datetime, timedelta

from station_simulator.operator_api import Json, eventually
from station_simulator.scenarios.charging import ENERGY_WH, record_session
from station_simulator.scenarios.stage import Scenario, Stage, online
from station_simulator.station import Origin, timestamp


async def play(stage: Stage) -> None:
    """Three of them, since each ends in another way."""
    station = stage.station()
    async with online(station):
        await station.boot()
        stage.step("reserve")
        cancelled = await _reserve(stage)
        await stage.command("cancel_reservation", {"reservation_id": cancelled})
        await _becomes(stage, cancelled, "cancelled")
        used = await _reserve(stage)
        stage.step("use")
        record_session(station, stage.token, origin=Origin(reservation_id=used))
        await station.flush()
        reservation = await _becomes(stage, used, "used")
        session = await stage.settled(ENERGY_WH)
        if session is not None:
            stage.same("its session", reservation["session_id"], session["session_id"])
        if stage.plan.version != "1.6":  # which has no message for it
            expired = await _reserve(stage)
            facts = {"reservationId": expired, "reservationUpdateStatus": "Expired"}
            await station.ask("ReservationStatusUpdate", facts)
            await _becomes(stage, expired, "expired")


async def _reserve(stage: Stage) -> int:
    until = timestamp(datetime.now(UTC) + timedelta(minutes=30))
    wanted = {"evse_id": 1, "token_id": stage.token, "expires_at": until}
    sent = (await stage.command("reserve", wanted))["sent_payload"]
    number = int(sent["reservationId"] if "reservationId" in sent else sent["id"])
    await _becomes(stage, number, "accepted")
    return number


async def _becomes(stage: Stage, number: int, state: str) -> Json:
    async def look() -> Json | None:
        found = await stage.operator.get("/reservations")
        fits = (one for one in found["items"] if one["reservation_id"] == number)
        return next((one for one in fits if one["state"] == state), None)

    stage.report.checks += 1
    return await eventually(f"a reservation that is {state}", look)


SCENARIO = Scenario(play, "each reservation is accepted, then cancelled, used or expired", True)
