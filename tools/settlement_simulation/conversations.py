"""A station's conversation about one session: frames in order, each sent until it is answered."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from csms.ocpp.dispatcher import receive
from settlement_simulation import frames, network
from settlement_simulation.chance import Fault
from settlement_simulation.workflow import TaskFailed

if TYPE_CHECKING:
    from collections.abc import Callable

    from settlement_simulation.plans import Plan
    from settlement_simulation.surroundings import Surroundings

PATIENCE_S, ATTEMPTS = 30, 8
OBEDIENT = 0.8
OFFLINE_S = 4 * 3600
RESULT = 3  # CALLRESULT


class Conversation:
    """What a station says of a session. It knows the truth, and says it as well as it can."""

    def __init__(self, plan: Plan, token_id: str, around: Surroundings) -> None:
        """Nothing is said yet."""
        self._plan, self._token_id, self._around = plan, token_id, around
        self._chance = around.chance.branch(plan.name)
        between = [
            (frames.reading_name(number), frames.second_of_reading(plan, number))
            for number in range(1, plan.readings + 1)
        ]
        if plan.full_s is not None:
            between.append((frames.FULL, plan.full_s))
        between.sort(key=lambda one: one[1])
        self._todo: list[tuple[str, int]] = [(frames.START, 0), *between, *self._end()]
        self._messages = 0

    def begin(self) -> None:
        """The vehicle is plugged in."""
        self._plan.began = True
        self._next()

    def _next(self) -> None:
        if self._todo:
            name, second = self._todo[0]
            self._later(self._plan.at(second), name, lambda: self._due(name))

    def _later(self, at: Any, name: str, act: Callable[[], None]) -> None:
        self._around.agenda.at(at, f"frame: {name}", self._plan.name, act)

    def _due(self, name: str) -> None:
        """Its time has come; a station that was asked to stop does so before it goes on."""
        plan = self._plan
        if self._chance.strikes(Fault.STATION_OFFLINE):
            delay = self._chance.random.uniform(600, OFFLINE_S)
            self._around.say(plan.name, f"the station is offline for {delay:.0f} s")
            return self._around.agenda.after(
                delay, f"frame: {name}", plan.name, lambda: self._send(name, 1)
            )
        between = name not in {frames.START, frames.STOP, frames.FREE}
        if between and self._asked_to_stop():
            elapsed = int((self._around.agenda.now - plan.starts_at).total_seconds())
            return self._stop_early(elapsed)
        if between and self._chance.strikes(Fault.FRAME_OVERTAKEN):
            return self._set_aside(name)
        return self._send(name, 1)

    def _set_aside(self, name: str) -> None:
        """It is kept in another queue of the station than the rest, and comes by itself."""
        plan = self._plan
        plan.numbers.setdefault(name, len(plan.numbers) + 1)
        late = plan.lasts_s + self._chance.random.uniform(60, OFFLINE_S)
        self._around.say(plan.name, f"the station sets aside: {name}")
        self._later(plan.at(int(late)), name, lambda: self._send(name, 1))
        self._done(name, None)

    def _stop_early(self, second: int) -> None:
        plan = self._plan
        plan.stopped_s = min(plan.lasts_s, max(0, second))
        self._todo = self._end()
        self._next()

    def _end(self) -> list[tuple[str, int]]:
        return [(frames.STOP, self._plan.ended_s), (frames.FREE, frames.free_s(self._plan))]

    def _send(self, name: str, attempt: int) -> None:
        """Once more, unless its station has given up."""
        chance, random = self._chance, self._chance.random
        if name not in {frames.START, frames.FREE}:
            self._plan.numbers.setdefault(name, len(self._plan.numbers) + 1)
        if attempt > ATTEMPTS or chance.strikes(Fault.FRAME_GIVEN_UP):
            self._plan.given_up.add(name)
            self._around.say(self._plan.name, f"the station gives up: {name}")
            return self._done(name, None)
        text = self._text(name)
        fate = chance.one_of(
            Fault.FRAME_LOST, Fault.FRAME_LATE, Fault.FRAME_TWICE, Fault.FRAME_ANSWER_LOST
        )
        repeat = self._around.agenda.after
        about, what = self._plan.name, f"frame: {name}"
        if fate in {Fault.FRAME_LATE, Fault.FRAME_TWICE}:
            late = random.uniform(1, 20 if fate is Fault.FRAME_TWICE else 600)
            repeat(late, f"{what}, once more", about, lambda: self._overheard(name, text))
        told = None
        if fate not in {Fault.FRAME_LOST, Fault.FRAME_LATE}:
            told = self._received(name, text)
        if told is None or fate is Fault.FRAME_ANSWER_LOST:
            return repeat(PATIENCE_S, what, about, lambda: self._send(name, attempt + 1))
        return self._done(name, told)

    def _overheard(self, name: str, text: str) -> None:
        """It arrives, and nobody waits for the answer."""
        self._received(name, text)

    def _received(self, name: str, text: str) -> dict[str, Any] | None:
        """What is answered; None for an error, or if nobody answers."""
        connection = network.connection_of(self._plan.station_id)
        around = self._around
        try:
            outcome = around.functions.call(
                lambda: receive(connection, text, around.ocpp, around.agenda.now)
            )
        except TaskFailed:
            return None
        reply: list[Any] = json.loads(outcome.reply) if outcome.reply else [4]
        if reply[0] != RESULT:
            return None
        self._plan.heard.setdefault(name, around.agenda.now)
        answer: dict[str, Any] = reply[2]
        return answer

    def _done(self, name: str, answer: dict[str, Any] | None) -> None:
        if all(one != name for one, _ in self._todo):  # it was set aside
            return
        self._todo = [one for one in self._todo if one[0] != name]
        if name == frames.START and answer is not None and self._started(answer):
            return
        self._next()

    def _started(self, answer: dict[str, Any]) -> bool:
        """Learn the id; True: the token was refused, and the station charges nothing."""
        plan = self._plan
        if frames.is_1_6(plan):
            plan.transaction_id = str(answer["transactionId"])
        else:
            plan.transaction_id = f"tx-{plan.name}"
        info = answer.get("idTagInfo") or answer.get("idTokenInfo") or {}
        plan.refused = info.get("status") != "Accepted"
        if plan.refused and self._chance.random.random() < OBEDIENT:
            self._stop_early(0)
            return True
        return False

    def _asked_to_stop(self) -> bool:
        if self._plan.transaction_id is None:
            return False
        asked = self._around.stop_asked(self._plan.station_id, self._plan.transaction_id)
        return asked and self._chance.random.random() < OBEDIENT

    def _text(self, name: str) -> str:
        plan = self._plan
        self._messages += 1
        if name == frames.START:
            call = frames.start(plan, self._token_id)
        elif name == frames.STOP:
            call = frames.stop(plan)
        elif name == frames.FREE:
            call = frames.free(plan)
        elif name == frames.FULL:
            call = frames.full(plan)
        else:
            call = frames.reading(plan, int(name.rpartition(" ")[2]))
        message_id = f"{plan.name}-{self._messages}"
        return json.dumps([2, message_id, call.action, call.payload], separators=(",", ":"))
