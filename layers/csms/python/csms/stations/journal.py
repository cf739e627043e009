"""The journal of a station: what it reported and nobody had to decide on, each message once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from csms import clock
from csms.ids import digest
from csms.stations.contents import canonical

# What OCPP 2.0.1 Part 2 appendix 1 (v1.4) and the list of 2.1 mark as critical, and what the white
# paper for 1.6 calls the same things.
CRITICAL_SECURITY_EVENTS = frozenset(
    {
        "FirmwareUpdated",
        "SettingSystemTime",
        "StartupOfTheDevice",
        "ResetOrReboot",
        "SecurityLogWasCleared",
        "MemoryExhaustion",
        "TamperDetectionActivated",
        "InvalidFirmwareSignature",
        "InvalidFirmwareSigningCertificate",
        "InvalidCsmsCertificate",
        "InvalidCentralSystemCertificate",
        "InvalidChargingStationCertificate",
        "InvalidChargePointCertificate",
        "DiscardedRenewedClientCertificate",
        "InvalidTLSVersion",
        "InvalidTLSCipherSuite",
        "MaintenanceLoginAccepted",
        "MaintenanceLoginFailed",
    }
)


# An entry of our own: what the CSMS found, where no message says it. Its content has a `type`.
SECURITY_FINDING = "SecurityFinding"


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """A message of a station as it came; `kind` is its OCPP action.

    `occurred_at` is the station's time, or the moment of receipt for a message that names none:
    then a repeat is an entry of its own, since nothing tells it from the same thing once more.
    """

    station_id: str
    kind: str
    occurred_at: datetime
    received_at: datetime
    content: Mapping[str, Any]
    critical: bool = False

    @property
    def place(self) -> str:
        """Where it stands in the station's journal: the same for each repeat."""
        fact = digest(self.kind, canonical(self.content))
        return f"{clock.to_text(self.occurred_at)}#{self.kind}#{fact}"


class StationJournal(Protocol):
    """Append-only; entries are kept for a time and then gone."""

    def record(self, entry: JournalEntry) -> None:
        """Keep an entry. A repeat changes nothing; one request."""

    def page(
        self, station_id: str, kind: str | None, limit: int, cursor: str | None
    ) -> tuple[list[JournalEntry], str | None]:
        """Newest first by the station's time. A page may be short and still have a next one."""
