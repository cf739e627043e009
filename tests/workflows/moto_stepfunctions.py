"""Runs a state machine in moto at once, with scripted Lambda tasks.

Everything that leans on private parts of moto is in this file: it knows no JSONata evaluator, its
Lambda tasks return what they are given, and it truly sleeps in retries and waits.
"""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import boto3
import jsonata
import pytest
from moto import mock_aws
from moto.awslambda_simple.models import LambdaSimpleBackend
from moto.stepfunctions.parser.asl.component.common.retry import retrier_decl
from moto.stepfunctions.parser.asl.component.state.wait.wait_function import wait_function
from moto.stepfunctions.parser.asl.jsonata import jsonata as moto_jsonata

_REGION = "eu-central-1"
_ROLE = "arn:aws:iam::123456789012:role/state-machine"
_TIMEOUT_SECONDS = 120


@dataclass(frozen=True)
class Call:
    function: str
    payload: dict[str, Any]


@dataclass
class Engine:
    """Results are scripted per function and taken in order; the last one repeats for ever."""

    results: dict[str, list[Any]]
    calls: list[Call] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    backoffs: list[float] = field(default_factory=list)

    def invoke(self, function_name: str, body: str, response_headers: dict[str, str]) -> bytes:
        """Answers as Lambda does: an exception is a payload with the name of its class."""
        name = function_name.rsplit(":", 1)[-1]
        self.calls.append(Call(name, json.loads(body)))
        script = self.results[name]
        result = script.pop(0) if len(script) > 1 else script[0]
        if isinstance(result, Exception):
            response_headers["x-amz-function-error"] = "Unhandled"
            result = {"errorType": type(result).__name__, "errorMessage": str(result)}
        return json.dumps(result).encode()

    def run(self, definition: str, execution_input: dict[str, Any]) -> dict[str, Any]:
        """The finished execution, as DescribeExecution shows it."""
        client = boto3.client("stepfunctions", region_name=_REGION)
        machine = client.create_state_machine(name="machine", definition=definition, roleArn=_ROLE)
        execution = client.start_execution(
            stateMachineArn=machine["stateMachineArn"], input=json.dumps(execution_input)
        )
        deadline = time.monotonic() + _TIMEOUT_SECONDS
        while time.monotonic() < deadline:
            seen = dict(client.describe_execution(executionArn=execution["executionArn"]))
            if seen["status"] != "RUNNING":
                return seen
            time.sleep(0.01)
        raise TimeoutError(f"still running after {_TIMEOUT_SECONDS} s, calls: {self.calls}")


@contextmanager
def engine(**results: list[Any]) -> Iterator[Engine]:
    """An engine whose functions answer `results`; it neither waits nor backs off for real."""
    scripted = Engine(results)

    def invoke(*arguments: Any) -> bytes:
        _, function_name, _, body, _, response_headers = arguments
        return scripted.invoke(function_name, body, response_headers)

    def wait(*_: Any, wait_seconds: float, **__: Any) -> None:
        scripted.waits.append(wait_seconds)

    with (
        pytest.MonkeyPatch.context() as patch,
        mock_aws(
            config={
                "stepfunctions": {"execute_state_machine": True},
                "lambda": {"use_docker": False},
            }
        ),
    ):
        patch.setattr(LambdaSimpleBackend, "invoke", invoke)
        patch.setattr(moto_jsonata, "_eval_jsonata", _evaluate)
        patch.setattr(retrier_decl, "time", SimpleNamespace(sleep=scripted.backoffs.append))
        patch.setattr(wait_function.WaitFunction, "_wait_interval", wait)
        yield scripted


def _evaluate(expression: str) -> Any:
    """Plain JSON types: the evaluator has list and null classes of its own."""
    return json.loads(json.dumps(jsonata.Jsonata(expression).evaluate(None)))
