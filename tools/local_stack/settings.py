"""Where the local stack listens and keeps its files, read from the environment once."""

import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
REGION = "eu-central-1"
STACK_NAME = "stationmaster"


class CannotStart(Exception):
    """The stack cannot run, for a reason the user can do something about."""


@dataclass(frozen=True)
class Settings:
    """The settings of one local stack."""

    ocpp_port: int
    ocpp_tls_port: int
    http_port: int
    aws_port: int
    payments_port: int
    demo: bool
    folder: Path

    @property
    def aws_url(self) -> str:
        return f"http://{HOST}:{self.aws_port}"

    @property
    def http_url(self) -> str:
        return f"http://{HOST}:{self.http_port}"

    @property
    def payments_url(self) -> str:
        return f"http://{HOST}:{self.payments_port}"

    @property
    def logs(self) -> Path:
        return self.folder / "logs"

    @property
    def function_logs(self) -> Path:
        return self.logs / "functions"

    @property
    def stack_file(self) -> Path:
        return self.folder / "stack.json"

    @property
    def edge_file(self) -> Path:
        return self.folder / "edge.json"

    @property
    def build(self) -> Path:
        return self.folder / "build"


def read_settings(environ: Mapping[str, str]) -> Settings:
    return Settings(
        ocpp_port=_port(environ, "OCPP_PORT", 9000),
        ocpp_tls_port=_port(environ, "OCPP_TLS_PORT", 9443),
        http_port=_port(environ, "HTTP_PORT", 8080),
        aws_port=_port(environ, "AWS_PORT", 4566),
        payments_port=_port(environ, "PAYMENTS_PORT", 4242),
        demo=environ.get("DEMO", "1") not in {"0", "no", "false"},
        folder=(ROOT / (environ.get("LOCAL_DIR") or ".local")).resolve(),
    )


def _port(environ: Mapping[str, str], variable: str, default: int) -> int:
    text = environ.get(variable) or str(default)
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise CannotStart(f"{variable}={text} is not a port number.")
    return int(text)


def check_ports(settings: Settings) -> None:
    """Says which variable to set when a port is taken."""
    ports = {
        "OCPP_PORT": settings.ocpp_port,
        "OCPP_TLS_PORT": settings.ocpp_tls_port,
        "HTTP_PORT": settings.http_port,
        "AWS_PORT": settings.aws_port,
        "PAYMENTS_PORT": settings.payments_port,
    }
    for variable, port in ports.items():
        if list(ports.values()).count(port) > 1:
            raise CannotStart(f"Port {port} is wanted twice, once by {variable}.")
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError as error:
                raise CannotStart(
                    f"Port {port} cannot be used ({error.strerror}). "
                    f"Choose another one: make run {variable}=<port>"
                ) from error


def isolate(settings: Settings) -> None:
    """Points this process and its children at the embedded AWS, away from any real account."""
    foreign = ("AWS_", "SAM_CLI_", "MAKE", "MFLAGS", "PYTHON", "VIRTUAL_ENV")
    for name in [name for name in os.environ if name.startswith(foreign)]:
        del os.environ[name]
    nowhere = str(settings.folder / "no-such-file")
    os.environ.update(
        AWS_ACCESS_KEY_ID="test",
        AWS_SECRET_ACCESS_KEY="test",
        AWS_DEFAULT_REGION=REGION,
        AWS_REGION=REGION,
        AWS_ENDPOINT_URL=settings.aws_url,
        AWS_CONFIG_FILE=nowhere,
        AWS_SHARED_CREDENTIALS_FILE=nowhere,
        AWS_EC2_METADATA_DISABLED="true",
        NO_PROXY=HOST,
        no_proxy=HOST,
        PYTHONUNBUFFERED="1",
    )
