"""Starts the settlement of a session, once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from csms.errors import Unavailable

if TYPE_CHECKING:
    from mypy_boto3_stepfunctions import SFNClient


class SettlementWorkflow:
    """The settle_session state machine."""

    def __init__(self, client: SFNClient, state_machine_arn: str) -> None:
        """The deployment's state machine."""
        self._client = client
        self._arn = state_machine_arn

    def start(self, session_id: str, station_id: str, transaction_id: str) -> bool:
        """Start it under the session's id. False: the engine has seen this session before."""
        session = {
            "session_id": session_id,
            "station_id": station_id,
            "transaction_id": transaction_id,
        }
        try:
            self._client.start_execution(
                stateMachineArn=self._arn, name=session_id, input=json.dumps(session)
            )
        except ClientError as error:
            if error.response["Error"]["Code"] == "ExecutionAlreadyExists":
                return False
            raise Unavailable("StartExecution failed") from error
        return True
