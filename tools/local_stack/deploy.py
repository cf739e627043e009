"""Builds and deploys the real template with the SAM CLI, as for AWS."""

import json
import os
import platform
import sys
from pathlib import Path
from typing import Any

import yaml

from local_stack import state_machines, template
from local_stack.embedded_aws import ARTIFACTS_BUCKET
from local_stack.processes import Child, Supervisor
from local_stack.settings import HOST, REGION, ROOT, STACK_NAME, CannotStart, Settings

_SAM = ROOT / ".tools" / "sam" / "bin" / "sam"
_TAIL_LINES = 30


def start_build(supervisor: Supervisor, settings: Settings, source: Path) -> Child:
    """Starts `sam build`; layers are built for the processor at hand."""
    return supervisor.spawn(
        [
            str(_SAM),
            "build",
            "--template-file",
            str(source),
            "--build-dir",
            str(settings.build),
            "--cached",
            "--cache-dir",
            str(settings.folder / "build-cache"),
            *_common(settings),
        ],
        log=settings.logs / "sam_build.log",
        env=_environment() | {"LAYER_PLATFORM": f"{platform.machine()}-manylinux_2_28"},
    )


def finish_build(supervisor: Supervisor, build: Child) -> None:
    _finish(supervisor, build, "sam build")


def deploy(supervisor: Supervisor, settings: Settings) -> None:
    """Runs `sam deploy` on the built template, adapted to the embedded AWS."""
    built = yaml.safe_load((settings.build / "template.yaml").read_text())
    adapted = template.adapt(built, settings.build, settings.aws_url, settings.http_url)
    state_machines.adapt(adapted["Resources"], settings.build)
    target = settings.build / "local.json"
    target.write_text(json.dumps(adapted, default=str))
    child = supervisor.spawn(
        [
            str(_SAM),
            "deploy",
            "--template-file",
            str(target),
            "--stack-name",
            STACK_NAME,
            "--s3-bucket",
            ARTIFACTS_BUCKET,
            "--capabilities",
            "CAPABILITY_IAM",
            "CAPABILITY_NAMED_IAM",
            "CAPABILITY_AUTO_EXPAND",
            "--no-confirm-changeset",
            "--no-progressbar",
            *_parameters(adapted, settings),
            *_common(settings),
        ],
        log=settings.logs / "sam_deploy.log",
        env=_environment(),
    )
    _finish(supervisor, child, "sam deploy")


def _parameters(adapted: dict[str, Any], settings: Settings) -> list[str]:
    """Nobody waits here for minutes until a session settles or an outage is one. That simulated
    stations end together is no mass outage of the network; of a site it is.

    Drivers may charge who never paid in: a registered token is enough to try a station.
    Stations may come without TLS; certificates are signed by the authority whose word the edge
    takes, which is the trust store of this computer.
    """
    wanted = {
        "FinalReadingWaitSeconds": "5",
        "LateFactDelaySeconds": "5",
        "DisconnectGraceSeconds": "60",
        "StaleAvailableSeconds": "60",
        "MinimumBalance": "0",
        "LowestSecurityProfile": "0",
        "StationTrustStoreId": "local-edge",
        "CertificateAuthority": "local",
        "PaymentProviderUrl": settings.payments_url,
        "PublicUrl": f"http://{HOST}:{settings.http_port}",
        "DashboardUrl": f"http://{HOST}:{settings.http_port}",
        "LocalWebhooks": "on",
        "NetworkOutageStations": "1000",
        "AlertHoldSeconds": "2",
    }
    known = [
        f"{name}={value}" for name, value in wanted.items() if name in adapted.get("Parameters", {})
    ]
    return ["--parameter-overrides", *known] if known else []


def _common(settings: Settings) -> list[str]:
    """An own, empty configuration: samconfig.toml is about real accounts."""
    config = settings.folder / "samconfig.toml"
    config.write_text("version = 0.1\n")
    return ["--region", REGION, "--config-file", str(config)]


def _environment() -> dict[str, str]:
    """SAM wants python3.13 on PATH; the Makefiles of the layers want uv, ours at the last."""
    own_uv = ROOT / ".tools" / "uv" / "bin"
    path = [str(Path(sys.executable).parent), os.environ.get("PATH", ""), str(own_uv)]
    return {
        "PATH": ":".join(path),
        "SAM_CLI_TELEMETRY": "0",
        "SAM_CLI_ENABLE_LANGUAGE_EXTENSIONS": "1",
        "SAM_CLI_POLL_DELAY": "0.2",
    }


def _finish(supervisor: Supervisor, child: Child, what: str) -> None:
    if supervisor.wait(child) != 0:
        tail = child.log.read_text(errors="replace").splitlines()[-_TAIL_LINES:]
        raise CannotStart("\n".join([*tail, "", f"{what} failed. The whole log: {child.log}"]))
