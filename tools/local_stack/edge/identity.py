"""Runs the very CloudFront Function that production deploys."""

import json
from pathlib import Path
from typing import Any

import quickjs

SOURCE = Path(__file__).resolve().parents[3] / "edge" / "ocpp_identity.js"


class ViewerRequestFunction:
    """edge/ocpp_identity.js, with the stage filled in as the template does it."""

    def __init__(self, stage: str, source: Path = SOURCE) -> None:
        self._context = quickjs.Context()
        self._context.eval(source.read_text().replace("${Stage}", stage))

    def __call__(self, uri: str, headers: dict[str, str], viewer_ip: str) -> dict[str, Any]:
        """Either a request (with `uri`) or a response (with `statusCode`)."""
        event = {
            "version": "1.0",
            "context": {"eventType": "viewer-request"},
            "viewer": {"ip": viewer_ip},
            "request": {
                "method": "GET",
                "uri": uri,
                "querystring": {},
                "cookies": {},
                "headers": {name: {"value": value} for name, value in headers.items()},
            },
        }
        answer: dict[str, Any] = json.loads(
            self._context.eval(f"JSON.stringify(handler({json.dumps(event)}))")
        )
        return answer
