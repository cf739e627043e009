"""A station at the surface of the OCPP functions: frames in, answers out."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from itertools import count
from typing import Any, cast

from aws_lambda_powertools.utilities.typing import LambdaContext

from csms import exact_json
from csms.ocpp import schemas
from ocpp_gateway import message


class InvokedContext:
    """What a handler reads of its invocation."""

    function_name = "tests"
    memory_limit_in_mb = 512
    invoked_function_arn = "arn:aws:lambda:eu-central-1:123456789012:function:tests"
    aws_request_id = "00000000-0000-0000-0000-000000000000"


CONTEXT = cast(LambdaContext, InvokedContext())


@dataclass
class Station:
    """Sends frames as API Gateway hands them over; checks every answer against its schema."""

    station_id: str = "CP1"
    protocol: str = "ocpp1.6"
    site_id: str = "site-1"
    places: str = "1.1 2.1"
    connection_id: str = "conn-1"
    boot_status: str = "Accepted"
    vendor: str = "generic"
    time_zone: str = ""
    shows_price: bool = False
    # Now: a socket without a sign of life for long is taken for dead.
    connected_at_ms: int = field(default_factory=lambda: int(time.time() * 1000))
    ids: Any = field(default_factory=lambda: count(1))

    def send(self, text: str) -> str | None:
        """One frame as text; the answer as text."""
        event = {"requestContext": self.request_context(), "body": text}
        answer = message.handler(event, CONTEXT)
        assert answer["statusCode"] == 200
        return answer.get("body")

    def call(self, action: str, payload: dict[str, Any]) -> dict[str, Any]:
        """A CALL; the payload of its CALLRESULT, which must fit the schema."""
        frame = self.answer_to(action, payload)
        assert frame[0] == 3, frame
        schemas.check_response(self.protocol, action, frame[2])
        answer: dict[str, Any] = frame[2]
        return answer

    def answer_to(self, action: str, payload: Any) -> list[Any]:
        """A CALL; the whole answering frame."""
        message_id = str(next(self.ids))
        reply = self.send(json.dumps([2, message_id, action, payload]))
        assert reply is not None
        frame: list[Any] = exact_json.loads(reply)
        assert frame[1] == message_id
        assert reply == exact_json.dumps(frame), "frames are compact"
        return frame

    def request_context(self) -> dict[str, Any]:
        """As the authorizer leaves it."""
        return {
            "connectionId": self.connection_id,
            "connectedAt": self.connected_at_ms,
            "authorizer": {
                "station_id": self.station_id,
                "protocol": self.protocol,
                "site_id": self.site_id,
                "places": self.places,
                "boot_status": self.boot_status,
                "vendor": self.vendor,
                "time_zone": self.time_zone,
            }
            | ({"shows_price": "1"} if self.shows_price else {}),
        }
