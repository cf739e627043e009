"""The embedded AWS: ministack, in a tool environment of its own."""

import json
import urllib.error
import urllib.request

from local_stack.processes import Child, Supervisor
from local_stack.settings import HOST, REGION, ROOT, CannotStart, Settings

_PYTHON = ROOT / ".tools" / "emulator" / "bin" / "python"
# A second worker of a function stays for as long.
_WARM_S = 3_600
ARTIFACTS_BUCKET = "stationmaster-artifacts"


def start(supervisor: Supervisor, settings: Settings) -> Child:
    temporary = settings.folder / "tmp"
    temporary.mkdir(exist_ok=True)
    return supervisor.spawn(
        [str(_PYTHON), "-m", "ministack"],
        log=settings.logs / "embedded_aws.log",
        env={
            "BIND_HOST": HOST,
            "GATEWAY_PORT": str(settings.aws_port),
            "MINISTACK_HOST": HOST,
            "MINISTACK_REGION": REGION,
            "STATE_DIR": str(settings.folder / "state"),
            "S3_DATA_DIR": str(settings.folder / "state" / "s3"),
            "LOCAL_FUNCTION_LOGS": str(settings.function_logs),
            "TMPDIR": str(temporary),
            "IOT_MTLS_ENABLED": "0",
            "SFTP_ENABLED": "0",
            "LAMBDA_WARM_TTL_SECONDS": str(_WARM_S),
        },
    )


def wait_until_healthy(supervisor: Supervisor, settings: Settings, emulator: Child) -> None:
    def answers() -> bool:
        if emulator.process.poll() is not None:
            raise CannotStart(f"The embedded AWS ended by itself; see {emulator.log}")
        try:
            with urllib.request.urlopen(f"{settings.aws_url}/_ministack/ready", timeout=1) as reply:
                return bool(json.load(reply))
        except (OSError, urllib.error.URLError, ValueError):
            return False

    if not supervisor.wait_until(answers, seconds=60):
        raise CannotStart(f"The embedded AWS did not come up in 60 s; see {emulator.log}")


def make_artifacts_bucket(settings: Settings) -> None:
    """SAM uploads code there; making it here saves the stack that --resolve-s3 would deploy."""
    request = urllib.request.Request(f"{settings.aws_url}/{ARTIFACTS_BUCKET}", method="PUT")
    with urllib.request.urlopen(request, timeout=10):
        pass
