"""One API request: key, fault, operation, answer."""

from dataclasses import dataclass, field
from typing import Any

from payment_sandbox import capturing
from payment_sandbox.faults import BEFORE, FAULTY, Fault, FaultKind, Faults
from payment_sandbox.idempotency import Keys
from payment_sandbox.problems import ApiError
from payment_sandbox.routes import Operation, expanded, operation_of
from payment_sandbox.wire import Params
from payment_sandbox.world import World

_FAULT = ApiError(500, "api_error", None, "An unknown error occurred.")
_LIMITED = ApiError(429, "invalid_request_error", "rate_limit", "Too many requests.", begun=False)


@dataclass
class Answer:
    """What is sent, unless the fault keeps it back."""

    status: int
    body: Any
    replayed: bool = False
    fault: Fault | None = None


@dataclass
class Api:
    """The account: its world, keys, faults, and how often each operation was asked for."""

    world: World
    keys: Keys = field(default_factory=Keys)
    faults: Faults = field(default_factory=Faults)
    calls: dict[str, int] = field(default_factory=dict)

    def answer(self, method: str, path: str, params: Params, key: str | None) -> Answer:
        """The answer to a request, with the fault that it meets."""
        fault = None
        try:
            name, operation, thing_id = operation_of(method, path)
            self.calls[name] = self.calls.get(name, 0) + 1
            fault = self.faults.next_for(name)
            if fault and fault.kind in BEFORE:
                return Answer(0, None, fault=fault)
            status, body, replayed = self._kept(
                key if method == "POST" else None,
                [method, path, params],
                lambda: self._done(operation, thing_id, params, fault),
            )
        except ApiError as error:
            return Answer(error.status, error.body(), fault=fault)
        return Answer(status, body, replayed, fault)

    def _kept(self, key: str | None, request: object, run: Any) -> tuple[int, Any, bool]:
        if key is None:
            return (*run(), False)
        before = self.keys.begin(key, request, self.world.now())
        if before is not None:
            return (*before, True)
        try:
            answer = run()
        except ApiError as error:
            if not error.begun:
                self.keys.forget(key)
                raise
            answer = (error.status, error.body())
        self.keys.end(key, answer)
        return (*answer, False)

    def _done(
        self, operation: Operation, thing_id: str, params: Params, fault: Fault | None
    ) -> tuple[int, Any]:
        if fault and fault.kind == FaultKind.RATE_LIMITED:
            raise _LIMITED
        if fault and fault.kind == FaultKind.ERROR_BEFORE:
            raise _FAULT
        if fault and fault.kind == FaultKind.PARTIAL_APPROVAL:
            self.world.approved_at_most = fault.amount
        capturing.expire(self.world)
        thing = operation(self.world, params, thing_id)
        if fault and fault.kind in FAULTY:
            raise _FAULT
        return 200, expanded(thing, params.get("expand") or [], self.world)
