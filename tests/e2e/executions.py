"""Executions of the settlement in the embedded Step Functions."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tests.e2e import aws

if TYPE_CHECKING:
    from tests.e2e.world import World


class Execution:
    """The settlement of a session, as the engine tells of it."""

    def __init__(self, world: World, session_id: str) -> None:
        self._engine, self._session_id = aws.client(world.stack, "stepfunctions"), session_id

    async def entered(self, state: str) -> bool:
        """Whether it has come to a state."""
        return await asyncio.to_thread(self._entered, state)

    def _entered(self, state: str) -> bool:
        machines = self._engine.list_state_machines()["stateMachines"]
        for machine in machines:
            arn = machine["stateMachineArn"].replace(":stateMachine:", ":execution:")
            try:
                events = self._engine.get_execution_history(
                    executionArn=f"{arn}:{self._session_id}", maxResults=500
                )["events"]
            except self._engine.exceptions.ExecutionDoesNotExist:
                continue
            names = [one.get("stateEnteredEventDetails", {}).get("name") for one in events]
            return state in names
        return False
