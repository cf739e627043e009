"""What a CSMS can want of a station, whatever the version."""

from dataclasses import dataclass


@dataclass(frozen=True)
class RemoteStart:
    """A charging session."""

    token: str
    remote_start_id: int | None = None


@dataclass(frozen=True)
class RemoteStop:
    """The end of the session."""


@dataclass(frozen=True)
class Reboot:
    """A reset."""

    immediate: bool


@dataclass(frozen=True)
class Trigger:
    """A message."""

    message: str


@dataclass(frozen=True)
class Update:
    """New firmware; OCPP 1.6 gives no number."""

    request_id: int | None


@dataclass(frozen=True)
class Upload:
    """A log; `diagnostics`: OCPP 1.6's own kind, which has no number."""

    request_id: int | None
    diagnostics: bool


@dataclass(frozen=True)
class Report:
    """The device model."""

    request_id: int


Wish = RemoteStart | RemoteStop | Reboot | Trigger | Update | Upload | Report
