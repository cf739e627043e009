"""The `ocpp` package's client, with names as they are on the wire and the rest of OCPP 2.1.

Its translation to snake_case and back loses 43 names of 2.1, it leaves unknown commands of 2.1
without an answer, swaps NotImplemented and NotSupported, and knows no message types 5 and 6.
"""
# mypy: disable-error-code="import-untyped, misc"

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar
from uuid import uuid4

import jsonschema_rs
import ocpp
from ocpp.charge_point import ChargePoint
from ocpp.messages import Call, CallError, validate_payload

Payload = dict[str, Any]
Answer = Callable[[Payload], Payload]
SEND, CALL_RESULT_ERROR = 6, 5
FOLDERS = {"1.6": "v16", "2.0.1": "v201", "2.1": "v21"}


class Client(ChargePoint):
    """Asks the CSMS, and answers it from a table of functions."""

    version: ClassVar[str]

    def __init__(self, station_id: str, connection: Any) -> None:
        super().__init__(station_id, connection)
        self._ocpp_version = self.version
        self.answers: dict[str, Answer] = {}
        self._afterwards: list[Callable[[], None]] = []

    async def ask(self, action: str, payload: Payload) -> Payload:
        """Send a CALL, one at a time; its answer. Raises OCPPError on a CALLERROR."""
        call = Call(str(uuid4()), action, payload)
        await validate_payload(call, self.version)
        async with self._call_lock:
            await self._send(call.to_json())
            answer = await self._answer_to(call)
        if isinstance(answer, CallError):
            raise answer.to_exception()
        answer.action = action
        await validate_payload(answer, self.version)
        content: Payload = answer.payload
        return content

    async def _answer_to(self, call: Call) -> Any:
        try:
            return await self._get_specific_response(call.unique_id, self._response_timeout)
        except TimeoutError as error:
            raise TimeoutError(f"{call.action} was not answered") from error

    async def tell(self, action: str, payload: Payload) -> None:
        """A message that is not answered (OCPP 2.1, message type 6)."""
        schema = json.loads((schemas(self.version) / f"{action}.json").read_text("utf-8-sig"))
        jsonschema_rs.validator_for(schema).validate(payload)
        await self._send(json.dumps([SEND, str(uuid4()), action, payload]))

    def afterwards(self, act: Callable[[], None]) -> None:
        """Do something once the answer that is being made is sent."""
        self._afterwards.append(act)

    async def route_message(self, raw_msg: str) -> None:
        """The package's, without the message types that it does not know."""
        if json.loads(raw_msg)[0] not in {SEND, CALL_RESULT_ERROR}:
            await super().route_message(raw_msg)

    async def _handle_call(self, msg: Call) -> None:
        answer = self.answers.get(msg.action)
        if answer is None:
            await self._refuse(msg)
            return
        await validate_payload(msg, self.version)
        result = msg.create_call_result(answer(msg.payload))
        await validate_payload(result, self.version)
        await self._send(result.to_json())
        acts, self._afterwards = self._afterwards, []
        for act in acts:
            act()

    async def _refuse(self, msg: Call) -> None:
        """OCPP-J 1.6 §4.2.3: NotSupported is for actions that are known."""
        suffix = "" if self.version == "1.6" else "Request"
        known = (schemas(self.version) / f"{Path(msg.action).name}{suffix}.json").exists()
        code = "NotSupported" if known else "NotImplemented"
        await self._send(CallError(msg.unique_id, code, "", {}).to_json())


def schemas(version: str) -> Path:
    """Where the package keeps the schemas of a version."""
    return Path(str(ocpp.__file__)).parent / FOLDERS[version] / "schemas"
