"""`make run`: Stationmaster on this computer, in the foreground."""

import argparse
import os
import sys
from pathlib import Path

from local_stack.processes import Interrupted, Supervisor
from local_stack.settings import ROOT, CannotStart, isolate, read_settings
from local_stack.stack import run

_DESCRIPTION = """Starts the embedded AWS, builds and deploys template.yaml into it, and serves
stations, both APIs and the dashboard on 127.0.0.1 until Ctrl-C. Environment: OCPP_PORT (9000),
OCPP_TLS_PORT (9443), HTTP_PORT (8080), AWS_PORT (4566), PAYMENTS_PORT (4242), DEMO=0 (no
simulated stations), LOCAL_DIR (.local), OCPP_IDLE_SECONDS (600), OCPP_MAX_SECONDS (7200)."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m local_stack", description=_DESCRIPTION)
    parser.add_argument("--template", type=Path, default=ROOT / "template.yaml")
    arguments = parser.parse_args()
    try:
        settings = read_settings(os.environ)
        isolate(settings)
        with Supervisor() as supervisor:
            run(supervisor, settings, arguments.template)
    except CannotStart as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except Interrupted:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
