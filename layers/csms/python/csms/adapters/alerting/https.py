"""One HTTPS request to an address that an operator gave, and to nowhere else.

The name is resolved here, each of its addresses is checked, and the connection goes to the one that
was checked: a name that resolves differently the next moment leads nowhere. No redirect is
followed, nothing of the answer is given back but its status.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from typing import TYPE_CHECKING

from csms.alerts.destinations import check_address, checked_url
from csms.errors import Rejected, Unavailable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from urllib.parse import SplitResult

TIMEOUT_S = 5
TOO_MANY, TIMED_OUT, SERVER_ERROR = 429, 408, 500


class Https:
    """POSTs to checked addresses. `local` allows any, on a developer's computer."""

    def __init__(self, *, local: bool = False) -> None:
        """Certificates are those of the system."""
        self._local = local

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> int:
        """The status, if it means success. Unavailable: try again; Rejected: it will never do."""
        parts = checked_url(url, local=self._local)
        address = self._resolved(parts)
        connection = _connection(parts, address)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            connection.request("POST", target, body, {**headers, "host": parts.netloc})
            status = connection.getresponse().status
        except (OSError, http.client.HTTPException) as error:
            raise Unavailable(f"{type(error).__name__} at {parts.hostname}") from error
        finally:
            connection.close()
        return _judged(status)

    def _resolved(self, parts: SplitResult) -> str:
        assert parts.hostname is not None
        port = parts.port or (443 if parts.scheme == "https" else 80)
        try:
            found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise Unavailable(f"{parts.hostname} has no address") from error
        addresses = [str(one[4][0]) for one in found]
        for one in addresses:
            check_address(ipaddress.ip_address(one.partition("%")[0]), local=self._local)
        return addresses[0]


def _judged(status: int) -> int:
    if 200 <= status < 300:
        return status
    if status in {TOO_MANY, TIMED_OUT} or status >= SERVER_ERROR:
        raise Unavailable(f"answered {status}")
    raise Rejected(f"answered {status}")


def _connection(parts: SplitResult, address: str) -> http.client.HTTPConnection:
    host, port = parts.hostname or "", parts.port
    if parts.scheme == "https":
        return _PinnedTls(host, address, port or 443)
    return _Pinned(host, address, port or 80)


class _Pinned(http.client.HTTPConnection):
    """To one address, whatever the name resolves to by now."""

    def __init__(self, host: str, address: str, port: int) -> None:
        super().__init__(host, port, timeout=TIMEOUT_S)
        self._address = address

    def connect(self) -> None:
        """Over the checked address."""
        self.sock = socket.create_connection((self._address, self.port), self.timeout)


class _PinnedTls(_Pinned):
    """The same with TLS; the certificate has to be the name's."""

    def connect(self) -> None:
        """Over the checked address."""
        super().connect()
        context = ssl.create_default_context()
        self.sock = context.wrap_socket(self.sock, server_hostname=self.host)
