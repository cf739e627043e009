"""A station with a maker's habits: what its car takes is known, what it says is not straight."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from tests.functional.station import Station
from tests.vendors.habits_file import Habits, Payload
from tests.vendors.playing import Clock

# What the car has taken after each tenth of the session, in Wh.
TAKEN_WH = (0, 310, 1_290, 2_260, 3_105, 3_870, 4_755, 5_480, 6_330, 7_020, 7_351)
STEP = timedelta(minutes=6)
# In the middle of it the operator asks for something.
MIDDLE = 5


@dataclass
class HabitualStation:
    """Plays one session from `begin` on."""

    station: Station
    habits: Habits
    begin: datetime
    clock: Clock
    in_the_middle: Callable[[], None] = lambda: None
    transaction: str = ""
    ids: Any = field(default_factory=lambda: count(1))

    @property
    def taken_wh(self) -> int:
        """What the car really took."""
        return TAKEN_WH[-1]

    @property
    def live_wh(self) -> int:
        """What the operator must see when looking in the middle."""
        habits, silent = self.habits, self.habits.samples == "none"
        if habits.live_wh is not None or silent:
            return habits.live_wh or 0
        return TAKEN_WH[MIDDLE - (habits.impossible_wh is not None)]

    def play(self) -> None:
        """Every frame twice, as after a lost answer."""
        if self.habits.ocpp == "1.6":
            self._play_16()
        else:
            self._play_2x()

    def send(self, action: str, payload: Payload) -> Any:
        """A CALL and its repeat; the payload of the answer, which must be one."""
        text = self._text(action, payload)
        answers = [self.station.send(text) for _ in range(2)]
        frames = [json.loads(one) for one in answers if one]
        assert [frame[0] for frame in frames] == [3, 3], frames
        assert frames[0][2] == frames[1][2] or action in {"BootNotification", "Heartbeat"}
        return frames[0][2]

    def _text(self, action: str, payload: Payload) -> str:
        text = json.dumps([2, str(next(self.ids)), action, payload])
        if self.habits.empty_slot:
            text = text.replace('"sampledValue": [{', '"sampledValue": [,{')
        return text

    def _play_16(self) -> None:
        habits = self.habits
        if habits.ghost_stop:
            ghost = {"transactionId": 0, "meterStop": 0, "timestamp": self._time(0)}
            self.send("StopTransaction", ghost)
        self._status("Preparing", 0, habits.hours_ahead_at_first)
        transaction_id = self._start()
        self.transaction, last = str(transaction_id), len(TAKEN_WH) - 1
        for step in range(last):
            if habits.samples != "none" and (step or habits.sampled_at_start):
                self._meter_values(step, transaction_id)
            if habits.station_available:
                self._status("Available", step, connector=0)
            self._between(step)
        self._end(transaction_id)
        self._between(last)

    def _between(self, step: int) -> None:
        """What else it says after a step, and what it is asked."""
        for one in (one for one in self.habits.said if one["at"] == step):
            text = json.dumps(one["payload"]).replace("$time", self._time(step))
            text = text.replace('"$transaction"', self.transaction)
            self.send(one["action"], json.loads(text))
        if step == MIDDLE:
            self.in_the_middle()

    def _end(self, transaction_id: int) -> None:
        habits, last = self.habits, len(TAKEN_WH) - 1
        if habits.stop_missing:
            self._meter_values(last, transaction_id)
            self._status("Available", last)
            return
        self._stop(transaction_id)
        if habits.closing_after_stop:
            self._meter_values(last, transaction_id, "Transaction.End")
        if habits.stale_id_after:
            self._meter_values(last, transaction_id, minutes_late=90)

    def _start(self) -> int:
        habits = self.habits
        start: Payload = {"connectorId": 1, "idTag": habits.tag}
        if habits.start_stop != "absent" and not habits.no_start_register:
            start["meterStart"] = self._register(0, habits.start_stop)
        began = self._time(0)
        if not habits.no_start_time:
            start["timestamp"] = began
        if habits.reservation_zero:
            start["reservationId"] = 0
        given: int = self.send("StartTransaction", start)["transactionId"]
        return given

    def _stop(self, transaction_id: int) -> None:
        habits, last = self.habits, len(TAKEN_WH) - 1
        stop: Payload = {
            "transactionId": transaction_id if habits.stop_id is None else habits.stop_id,
            "timestamp": self._time(last)
            if not habits.stop_minutes_early
            else self._time(0, -habits.stop_minutes_early),
            "reason": "EVDisconnected",
            "idTag": "" if habits.empty_tag else habits.tag + habits.tag_tail,
            "meterStop": -1,
        }
        if habits.start_stop != "absent":
            stop["meterStop"] = self._register(last, habits.start_stop)
        self.send("StopTransaction", stop)

    def _meter_values(
        self,
        step: int,
        transaction_id: int,
        context: str = "Sample.Periodic",
        minutes_late: int = 0,
    ) -> None:
        habits = self.habits
        at, samples = self._time(step, minutes_late), self._samples(step, context)
        entries = [{"timestamp": at, "sampledValue": samples}]
        if habits.per_entry:
            entries = [{"timestamp": at, "sampledValue": [one]} for one in samples]
        payload: Payload = {"connectorId": 0 if habits.connector_zero else 1}
        if not habits.names_no_transaction:
            payload["transactionId"] = transaction_id
        payload["meterValue"] = entries[0] if habits.as_object else entries
        self.send("MeterValues", payload)

    def _samples(self, step: int, context: str) -> list[Payload]:
        habits = self.habits
        found = [self._energy(self._register(step, habits.samples), context)]
        if habits.impossible_wh is not None and step == MIDDLE:
            found = [self._energy(habits.impossible_wh, context)]
        if habits.begin_repeated:
            found.append(self._energy(self._register(0, habits.samples), "Transaction.Begin"))
        watts = (TAKEN_WH[step] - TAKEN_WH[max(step - 1, 0)]) * 10
        if habits.power == "phases":
            found += [
                self._sample("Power.Active.Import", watts // 3, "W", phase=f"L{n}")
                for n in (1, 2, 3)
            ]
        elif habits.power:
            value = watts if habits.power == "W" else watts / 1000
            found.append(self._sample("Power.Active.Import", value, habits.power))
        return found + ([habits.odd_sample] if habits.odd_sample else [])

    def _energy(self, register_wh: int, context: str) -> Payload:
        kwh, phase = self.habits.unit == "kWh", self.habits.energy_phase
        value = register_wh / 1000 if kwh else register_wh
        return self._sample(
            "Energy.Active.Import.Register",
            value,
            self.habits.unit,
            context=context,
            **({"phase": phase} if phase else {}),
        )

    def _sample(self, measurand: str, value: float, unit: str | None, **more: str) -> Payload:
        blank = " " if self.habits.blanks else ""
        written = value if self.habits.numbers else f"{blank}{value}{blank}"
        return {"value": written, "measurand": measurand, **more} | ({"unit": unit} if unit else {})

    def _register(self, step: int, kind: str) -> int:
        return TAKEN_WH[step] + (0 if kind == "session" else self.habits.lifetime_wh)

    def _status(self, status: str, step: int, hours: int = 0, connector: int = 1) -> None:
        odd = dict(zip(("info", "vendorErrorCode"), self.habits.placeholders, strict=False))
        code = self.habits.error_code
        payload = {"connectorId": connector, "errorCode": code, "status": status}
        at = self._time(step, hours * 60)
        self.send("StatusNotification", payload | odd | {"timestamp": at})

    def _time(self, step: int, minutes_late: int = 0) -> str:
        at = self.begin + step * STEP
        if self.habits.no_start_time or self.habits.hours_ahead_at_first:
            # What counts is the moment of receipt.
            self.clock.now = at
        at += timedelta(minutes=minutes_late)
        if self.habits.zone:
            return at.astimezone(ZoneInfo(self.habits.zone)).replace(tzinfo=None).isoformat()
        text = at.isoformat(timespec="milliseconds")
        return text.replace("+00:00", "+0000" if self.habits.colonless else "Z")

    def _play_2x(self) -> None:
        last = len(TAKEN_WH) - 1
        for step in range(last + 1):
            kind = "Started" if step == 0 else "Ended" if step == last else "Updated"
            self.send("TransactionEvent", self._event(kind, step))
            self._between(step)

    def _event(self, kind: str, step: int) -> Payload:
        context = {"Started": "Transaction.Begin", "Ended": "Transaction.End"}
        at = self._time(step)
        register = self._register(step, self.habits.start_stop)
        plain = {"value": register, "context": context.get(kind, "Sample.Periodic")}
        entries = [{"timestamp": at, "sampledValue": [plain]}]
        if self.habits.signed_in_kwh:
            signed = {
                "signedMeterData": "b2NtZg==",
                "signingMethod": "ECC256",
                "encodingMethod": "OCMF",
                "publicKey": "b2NtZg==",
            }
            sample = plain | {"value": register / 1000, "signedMeterValue": signed}
            entries.append({"timestamp": at, "sampledValue": [sample]})
        info = {"transactionId": "28881628250821070333100549825004", "chargingState": "Charging"}
        return {
            "eventType": kind,
            "timestamp": at,
            "triggerReason": "MeterValuePeriodic",
            "seqNo": step,
            "transactionInfo": info
            | ({"stoppedReason": "EVDisconnected"} if kind == "Ended" else {}),
            "evse": {"id": 1, "connectorId": 1},
            "idToken": {"idToken": self.habits.tag, "type": "ISO14443"},
            "meterValue": entries,
        }
