"""Fills a fresh stack with demo data, through the doors that an operator uses."""

import argparse
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx

from csms.bootstrap import ledger
from csms.ledger import chart
from csms.ledger.model import Leg, Transfer
from local_stack import certificates, demo, readiness, stack_file, users, warming
from local_stack.processes import Supervisor
from local_stack.settings import CannotStart, Settings
from local_stack.stack_file import Stack, User

_TIMEOUT_S = 30


def run(
    supervisor: Supervisor, settings: Settings, stack: Stack, outputs: dict[str, str]
) -> dict[str, User]:
    """Seeds in a process of its own, so that it can be interrupted like everything else."""
    order = settings.folder / "seed.json"
    answer = settings.folder / "users.json"
    stack_file.write(order, {"stack": stack, "outputs": outputs})
    child = supervisor.spawn(
        [sys.executable, "-m", "local_stack.seed", str(order), str(answer)],
        log=settings.logs / "seed.log",
    )
    if supervisor.wait(child) != 0:
        tail = "\n".join(child.log.read_text().splitlines()[-15:])
        raise CannotStart(f"{tail}\n\nSeeding failed. The whole log: {child.log}")
    log_ins: dict[str, User] = json.loads(answer.read_text())
    return log_ins


def seed(stack: Stack, outputs: dict[str, str]) -> dict[str, User]:
    """Creates the demo users and data; returns the log-ins."""
    users.create(stack, demo.OPERATOR, groups=("operators", "operator-admins"))
    driver_id = users.create(stack, demo.DRIVER)
    token = users.id_token(stack, demo.OPERATOR)
    with httpx.Client(
        base_url=stack["operator_api_url"],
        headers={"authorization": f"Bearer {token}"},
        timeout=_TIMEOUT_S,
        trust_env=False,
    ) as api:
        for path, document in _documents(driver_id, f"{stack['dashboard_url']}inbox/"):
            reply = api.put(path, json=document)
            if reply.is_error:
                raise SystemExit(f"PUT {path}: {reply.status_code} {reply.text}")
        _register_certificate(api, Path(stack["ca_file"]).parent)
    _post_opening_balance(driver_id, outputs)
    readiness.check(stack, users.id_token(stack, demo.DRIVER))
    warming.warm_up()
    return {"operator": demo.OPERATOR, "driver": demo.DRIVER}


def _register_certificate(api: httpx.Client, folder: Path) -> None:
    """Makes the client certificate of the station with security profile 3, and registers it."""
    pair = certificates.of_station(folder, demo.CERTIFIED_STATION)
    document = {"certificate": pair.certificate.read_text()}
    reply = api.post(f"/stations/{demo.CERTIFIED_STATION}/certificates", json=document)
    if reply.is_error:
        raise SystemExit(f"certificate: {reply.status_code} {reply.text}")


def _documents(driver_id: str, inbox_url: str) -> list[tuple[str, dict[str, Any]]]:
    channels = demo.alert_channels(inbox_url)
    active = {"status": "Accepted", "driver_id": driver_id}
    return [
        *((f"/tariffs/{name}", document) for name, document in demo.TARIFFS.items()),
        ("/tariff-defaults", demo.TARIFF_DEFAULTS),
        ("/legal-entities/network", demo.LEGAL_ENTITY),
        *((f"/sites/{name}", document) for name, document in demo.SITES.items()),
        *((f"/stations/{name}", document) for name, document in demo.STATIONS.items()),
        *(
            (f"/stations/{name}/tariffs", {"rules": [rule]})
            for name, rule in demo.STATION_RULES.items()
        ),
        *((f"/alert-channels/{name}", one) for name, one in channels.items()),
        ("/alert-rules/everything", demo.ALERT_RULE),
        (f"/drivers/{driver_id}", {"display_name": "Demo driver"}),
        (f"/tokens/{demo.DRIVER_TOKEN}", active),
        (f"/tokens/{demo.BLOCKED_TOKEN}", {"status": "Blocked"}),
    ]


def _post_opening_balance(driver_id: str, outputs: dict[str, str]) -> None:
    """Gives the demo driver money: no API may create it, so this goes to the ledger itself."""
    os.environ.update(
        STATIONS_TABLE=outputs["StationsTableName"],
        SESSIONS_TABLE=outputs["SessionsTableName"],
        TELEMETRY_TABLE=outputs["TelemetryTableName"],
        LEDGER_TABLE=outputs["LedgerTableName"],
        DIRECTORY_TABLE=outputs["DirectoryTableName"],
        PAYMENTS_TABLE=outputs["PaymentsTableName"],
    )
    legs = (
        Leg(chart.wallet(driver_id), demo.OPENING_BALANCE_MINOR),
        Leg(chart.opening("EUR"), -demo.OPENING_BALANCE_MINOR),
    )
    opening = Transfer(
        transfer_id=f"opening-{driver_id}",
        kind="opening",
        currency="EUR",
        posted_at=datetime.now(UTC),
        legs=legs,
        reference="local stack",
    )
    ledger().post(opening)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m local_stack.seed", description=__doc__)
    parser.add_argument("order", type=Path, help='JSON with "stack" and "outputs"')
    parser.add_argument("answer", type=Path, help="receives the log-ins as JSON")
    arguments = parser.parse_args()
    order = json.loads(arguments.order.read_text())
    stack_file.write(arguments.answer, seed(order["stack"], order["outputs"]))


if __name__ == "__main__":
    main()
