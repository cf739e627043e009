"""The way to a connected station, and what is known of it: API Gateway's @connections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError, ReadTimeoutError

from csms.errors import Unavailable
from csms.stations.presence import SocketLife

if TYPE_CHECKING:
    from mypy_boto3_apigatewaymanagementapi import ApiGatewayManagementApiClient


class ApiGatewaySocket:
    """StationSocket and Sockets over API Gateway's management API."""

    def __init__(self, client: ApiGatewayManagementApiClient) -> None:
        """The client's endpoint is the API's stage."""
        self._client = client

    def post(self, connection_id: str, frame: str) -> bool:
        """See the port. An answer that does not come in time leaves open whether it arrived:

        then it counts as sent, since a station must not be asked twice to start or to reset.
        """
        try:
            self._client.post_to_connection(ConnectionId=connection_id, Data=frame.encode())
        except ClientError as error:
            if error.response["Error"]["Code"] == "GoneException":
                return False
            raise Unavailable("PostToConnection failed") from error
        except ReadTimeoutError:
            return True
        except BotoCoreError as error:
            raise Unavailable("PostToConnection failed") from error
        return True

    def life(self, connection_id: str) -> SocketLife:
        """See the port."""
        try:
            answer = self._client.get_connection(ConnectionId=connection_id)
        except ClientError as error:
            if error.response["Error"]["Code"] == "GoneException":
                return SocketLife(is_open=False)
            raise Unavailable("GetConnection failed") from error
        except BotoCoreError as error:
            raise Unavailable("GetConnection failed") from error
        return SocketLife(is_open=True, active_at=answer.get("LastActiveAt"))

    def close(self, connection_id: str) -> None:
        """See the port."""
        try:
            self._client.delete_connection(ConnectionId=connection_id)
        except ClientError as error:
            if error.response["Error"]["Code"] != "GoneException":
                raise Unavailable("DeleteConnection failed") from error
        except BotoCoreError as error:
            raise Unavailable("DeleteConnection failed") from error
