"""Invocations of our functions, as Lambda would make them: an answer, an error, or no end."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, cast

from aws_lambda_powertools.utilities.batch import BatchProcessor

from settlement_simulation.disturbing import Crash
from settlement_simulation.workflow import TaskFailed

if TYPE_CHECKING:
    from collections.abc import Callable

    from aws_lambda_powertools.utilities.typing import LambdaContext

    from settlement_simulation.workers import Workers

CRASHED = "Runtime.ExitError"


class _Invocation:
    """What a handler reads of its invocation."""

    function_name = "simulation"
    memory_limit_in_mb = 512
    invoked_function_arn = "arn:aws:lambda:eu-central-1:123456789012:function:simulation"
    aws_request_id = "00000000-0000-0000-0000-000000000000"


CONTEXT = cast("LambdaContext", _Invocation())


class Functions:
    """Runs handlers, and domain code that a route would call."""

    def __init__(self, workers: Workers) -> None:
        """Ports are disturbed while one of them is at work."""
        self._workers = workers

    def invoke(self, module_name: str, event: Any) -> Any:
        """A handler's answer. TaskFailed names its error, or that the worker died."""
        module: Any = importlib.import_module(module_name)
        if hasattr(module, "processor"):  # each invocation is a process of its own here
            module.processor = BatchProcessor(event_type=module.processor.event_type)
        return self.call(lambda: module.handler(event, CONTEXT))

    def call[T](self, act: Callable[[], T]) -> T:
        """Code under test. TaskFailed names its error, or that the worker died."""
        self._workers.begin()
        try:
            return act()
        except Crash as crash:
            raise TaskFailed(CRASHED) from crash
        except (TypeError, AttributeError, NameError):
            raise  # nothing that befalls a deployment: what is simulated and the code differ
        except Exception as error:
            raise TaskFailed(type(error).__name__) from error
        finally:
            self._workers.end()
