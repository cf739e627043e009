"""Whether an open socket may stay open after a change of its station's record."""

from collections.abc import Mapping
from typing import Any

from csms.stations.model import LiveConnection, Station


def must_close(old: Mapping[str, Any], station: Station | None, connection: LiveConnection) -> bool:
    """Removed, a new password by the operator, or a certificate that no longer counts.

    `old` is the stored record before: a password that had been pending is the station's own change,
    and leaving passwords behind for a certificate is no revocation.
    """
    if station is None:
        return True
    if connection.certificate is not None:
        return station.credentials.certificate(connection.certificate) is None
    before, now = old.get("password_hash"), station.password_hash
    pending = {one["password_hash"] for one in (old.get("credentials") or {}).get("passwords", ())}
    return before is not None and now is not None and now != before and now not in pending
