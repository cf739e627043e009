"""Every message twice and in any order, each with a message id of its own."""

import random

from station_simulator.scenarios.charging import ENERGY_WH, record_session
from station_simulator.scenarios.stage import Scenario, Stage, online


async def play(stage: Stage) -> None:
    """In 1.6 the start comes first, because its answer names the transaction."""
    station = stage.station()
    record_session(station, stage.token)
    facts = [*station.outbox, *station.outbox]
    station.outbox.clear()
    async with online(station):
        if stage.plan.version == "1.6":
            await station.deliver(facts[0])
        random.shuffle(facts)
        starts = set()
        for number, fact in enumerate(facts, start=1):
            stage.step(f"message {number} of {len(facts)}")
            answer = await station.deliver(fact)
            starts.add(answer.get("transactionId"))
        stage.check("one id for one start", len(starts - {None}) <= 1)
        session = await stage.settled(ENERGY_WH)
    if session is not None:
        stage.same("the flags of the session", session["flags"], [])
        stage.same("orphan facts", (await stage.view("/orphans"))["items"], [])


SCENARIO = Scenario(play, "one settled session without flags, one transaction id, no orphan facts")
