"""`make run` keeps its contract, and leaves nothing behind however it is ended."""

import signal
import socket
import time
from collections.abc import Callable
from pathlib import Path

import boto3
import httpx
import pytest
from botocore import UNSIGNED
from botocore.config import Config

from local_stack.stack_file import Stack

from .make_run import MakeRun

pytestmark = pytest.mark.slow
Start = Callable[..., MakeRun]


def id_token(stack: Stack, role: str) -> str:
    """Logs in the way an app does it: without AWS credentials."""
    cognito = boto3.client(
        "cognito-idp",
        endpoint_url=stack["aws_endpoint_url"],
        region_name=stack["aws_region"],
        config=Config(signature_version=UNSIGNED),
    )
    user = stack["users"][role]
    answer = cognito.initiate_auth(
        AuthFlow="USER_PASSWORD_AUTH",
        ClientId=stack["user_pool_client_id"],
        AuthParameters={"USERNAME": user["username"], "PASSWORD": user["password"]},
    )
    return answer["AuthenticationResult"]["IdToken"]


def test_the_stack_file_has_every_address(stack: Stack) -> None:
    assert set(Stack.__annotations__) == set(stack)
    assert stack["ocpp_url"].startswith("ws://127.0.0.1:")
    assert stack["client_api_url"].endswith("/client/v1")
    assert stack["operator_api_url"].endswith("/operator/v1")
    assert Path(stack["ca_file"]).read_text().startswith("-----BEGIN CERTIFICATE-----")


def test_the_operator_gets_in_with_a_token_only(stack: Stack) -> None:
    token = id_token(stack, "operator")
    url = f"{stack['operator_api_url']}/stations"
    with httpx.Client(trust_env=False, timeout=30) as http:
        assert http.get(url).status_code == 401
        assert http.get(url, headers={"authorization": f"Bearer {token}"}).status_code == 200


def test_the_driver_gets_in_with_a_token_only(stack: Stack) -> None:
    token = id_token(stack, "driver")
    url = f"{stack['client_api_url']}/me"
    with httpx.Client(trust_env=False, timeout=30) as http:
        assert http.get(url).status_code == 401
        assert http.get(url, headers={"authorization": f"Bearer {token}"}).status_code == 200


def test_a_taken_port_is_named_with_its_variable(make_run: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        run = make_run(HTTP_PORT=str(taken.getsockname()[1]))
        assert run.end() != 0
    assert "make run HTTP_PORT=" in run.output()
    assert run.leftovers() == []


@pytest.mark.parametrize(
    ("moment", "signum", "to"),
    [
        ("at once", signal.SIGINT, "group"),
        ("at once", signal.SIGINT, "make"),
        ("sam build", signal.SIGINT, "make"),
        ("sam build", signal.SIGTERM, "supervisor"),
        ("sam deploy", signal.SIGINT, "group"),
        ("sam deploy", signal.SIGTERM, "make"),
        ("seeding", signal.SIGINT, "make"),
        ("is running", signal.SIGINT, "make"),
        ("is running", signal.SIGINT, "supervisor"),
        ("is running", signal.SIGTERM, "group"),
        ("is running", signal.SIGKILL, "make"),
    ],
)
def test_an_interrupted_run_leaves_nothing_behind(
    make_run: Start, moment: str, signum: signal.Signals, to: str
) -> None:
    run = make_run()
    if moment == "at once":
        time.sleep(0.2)
    else:
        run.wait_for(moment)
        time.sleep(0.7)
    run.send(signum, to=to)
    run.end()
    assert run.leftovers() == []
    assert not (run.folder / "stack.json").exists()
    assert "Traceback" not in run.output()


def test_an_impatient_user_may_press_ctrl_c_again(make_run: Start) -> None:
    run = make_run()
    run.stack()
    # Whoever makes a fault from now on does not wait for the functions that tell of it.
    started = {one.stem for one in (run.folder / "logs" / "functions").iterdir()}
    assert {"EventPublisherFunction", "IncidentIntakeFunction", "AlertDeliveryFunction"} <= started
    for _ in range(5):
        run.send(signal.SIGINT, to="group")
        time.sleep(0.05)
        if run.process.poll() is not None:
            break
    run.end()
    assert run.leftovers() == []
    assert "Traceback" not in run.output()
