"""What the edge is told by the supervisor."""

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class EdgeSettings:
    """Ports, targets behind, and limits of API Gateway (the limits can be shortened for tests)."""

    host: str
    ocpp_port: int
    ocpp_tls_port: int
    http_port: int
    ocpp_target: str
    http_target: str
    aws_url: str
    stage: str
    origin_secret: str
    tls_folder: str
    dashboard: str
    idle_seconds: float
    max_seconds: float


def load(path: Path) -> EdgeSettings:
    return EdgeSettings(**json.loads(path.read_text()))
