"""What a connector's fault is, and what to do: OCPP's code, then the maker's own codes.

Source: OCPP 1.6 §7.6 ChargePointErrorCode. Makers publish few meanings; where none is published
the code is shown as it came (`csms.vendors.statuses`), never an invented name.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from csms.incidents.model import Severity
from csms.stations.model import Fault


@dataclass(frozen=True, slots=True)
class Meaning:
    """A cause, an advice, and whether somebody may get hurt."""

    cause: str
    advice: str
    severity: Severity = Severity.MAJOR


UNKNOWN = Meaning(
    "The connector reports a fault without a code.",
    "Restart the station. If the fault stays, read its diagnostics and call the maker's service.",
)
MEANINGS = {
    "ConnectorLockFailure": Meaning(
        "The connector cannot be locked or unlocked.",
        "Unlock the connector remotely; if it stays stuck, clean the lock on site.",
    ),
    "EVCommunicationError": Meaning(
        "The station does not get on with the vehicle.",
        "Ask the driver to plug in again; with several vehicles, check the cable and the firmware.",
    ),
    "GroundFailure": Meaning(
        "The ground fault circuit interrupter has tripped.",
        "Do not restart it remotely: have an electrician check the installation on site.",
        Severity.CRITICAL,
    ),
    "HighTemperature": Meaning(
        "The station is too hot.",
        "Take it out of service; check fans, filters and whether it stands in the sun.",
        Severity.CRITICAL,
    ),
    "InternalError": Meaning(
        "An error inside the station.",
        "Restart the station. If it comes back, read its diagnostics and call the maker's service.",
    ),
    "LocalListConflict": Meaning(
        "The station's local authorization list does not fit.",
        "Send the whole list again.",
        Severity.MINOR,
    ),
    "OtherError": UNKNOWN,
    "OverCurrentFailure": Meaning(
        "An over-current protection has tripped.",
        "Have an electrician check the circuit breaker and the cable on site.",
        Severity.CRITICAL,
    ),
    "OverVoltage": Meaning(
        "The voltage is above what is allowed.",
        "Look whether other stations of the site say so too: then it is the grid.",
    ),
    "PowerMeterFailure": Meaning(
        "The energy meter cannot be read.",
        "Take the connector out of service: what it delivers cannot be billed.",
    ),
    "PowerSwitchFailure": Meaning(
        "The contactor does not switch.",
        "Take the connector out of service and call the maker's service: it may stay under power.",
        Severity.CRITICAL,
    ),
    "ReaderFailure": Meaning(
        "The card reader does not work.",
        "Sessions can still be started by the app. Restart the station, then have it repaired.",
        Severity.MINOR,
    ),
    "ResetFailure": Meaning(
        "A restart was not possible.", "Switch the station off and on at its supply."
    ),
    "UnderVoltage": Meaning(
        "The voltage is below what is allowed.",
        "Look whether other stations of the site say so too: then it is the grid.",
    ),
    "WeakSignal": Meaning(
        "The wireless signal is weak.", "Check the antenna and the SIM card.", Severity.MINOR
    ),
}


def meaning_of(error_code: str | None, faults: Iterable[Fault]) -> Meaning:
    """The meaning of a fault; the maker's codes stand behind its cause."""
    known = MEANINGS.get(error_code or "", UNKNOWN)
    told = "; ".join(_told(one) for one in faults)
    if not told:
        return known
    return Meaning(f"{known.cause} The maker's code: {told}.", known.advice, known.severity)


def _told(fault: Fault) -> str:
    value = f" = {fault.value}" if fault.value else ""
    return f"{fault.code}{value} ({fault.table})"
