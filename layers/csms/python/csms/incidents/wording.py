"""What people are told of an incident: a title, a cause and an advice."""

from collections.abc import Mapping
from dataclasses import dataclass

from csms.incidents.faults import meaning_of
from csms.incidents.model import Kind, Severity
from csms.incidents.signals import Signal
from csms.stations.model import Fault


@dataclass(frozen=True, slots=True)
class Words:
    """How a kind of incident is told. `{…}` are the facts of the signal and where it is."""

    title: str
    cause: str
    advice: str
    severity: Severity


WORDS: Mapping[Kind, Words] = {
    Kind.CONNECTOR_FAULTED: Words(
        "{station}, connector {evse}.{connector}: faulted", "", "", Severity.MAJOR
    ),
    Kind.STATION_OFFLINE: Words(
        "{station} is offline",
        "{reason}, and it has not come back.",
        "Check power, router and SIM card on site; other stations of the site tell whether it is "
        "the site's connection.",
        Severity.MAJOR,
    ),
    Kind.MASS_OUTAGE: Words(
        "Many stations of {scope} are offline",
        "Within a few minutes more stations went offline than fail by themselves.",
        "Look for one cause: the site's power or router, the mobile network, or our own edge.",
        Severity.CRITICAL,
    ),
    Kind.BOOT_LOOP: Words(
        "{station} restarts again and again",
        "It has sent several boot notifications within a few minutes.",
        "Read its diagnostics; look at its power supply, and at a firmware update that goes on.",
        Severity.MAJOR,
    ),
    Kind.FAILED_STARTS: Words(
        "{station}: sessions do not start",
        "Several starts within half an hour did not lead to a session (last: {reason}).",
        "Look at the commands and frames of the station; restart it if it refuses every start.",
        Severity.MINOR,
    ),
    Kind.SECURITY_EVENT: Words(
        "{station}: {type}",
        "The station, or our own watch over it, reported a critical security event.",
        "Compare the station's journal; change its password, and have it looked at if it was "
        "tampered with.",
        Severity.CRITICAL,
    ),
    Kind.CERTIFICATE_ENDING: Words(
        "{station}: certificate ({use}) ends at {not_after}",
        "It has not been renewed in time.",
        "Order its renewal (renew_certificate) and look what the station answers; once it has "
        "ended, the station can only come with a password, if its profile allows that.",
        Severity.MINOR,
    ),
    Kind.CONFIGURATION_DRIFT: Words(
        "{station}: configuration differs",
        "What the station reports is not what is wanted: {names}.",
        "Apply the wanted configuration, or change what is wanted.",
        Severity.INFO,
    ),
    Kind.SESSION_SILENT: Words(
        "Session {session} says nothing any more",
        "The session runs, and there has been no reading for days.",
        "Ask the station for its transaction status; close the session if nobody charges.",
        Severity.MINOR,
    ),
    Kind.SESSION_REVIEW: Words(
        "Session {session} waits for a decision",
        "No machine may decide what it costs: the session's review says why.",
        "Decide it in the review queue.",
        Severity.MAJOR,
    ),
    Kind.LATE_FACTS: Words(
        "Late facts of session {session} wait for a decision",
        "What came after its settlement gives another price, and no machine may charge or give "
        "back the difference: the session's corrections say how much, and why.",
        "Decide it at the session: charge more, give back, or leave it.",
        Severity.MAJOR,
    ),
    Kind.SETTLEMENT_FAILED: Words(
        "The settlement of session {session} has failed",
        "Its execution ended as {status}.",
        "Redrive the execution once its cause is gone; repeated steps do nothing twice.",
        Severity.CRITICAL,
    ),
    Kind.MONEY_GAP: Words(
        "The books do not agree: {gaps} gaps",
        "The reconciliation found differences in: {checks}.",
        "Read the report {report} and follow its references.",
        Severity.CRITICAL,
    ),
    Kind.PAYMENT_DISPUTED: Words(
        "A customer disputes payment {payment}",
        "Their bank names as reason: {reason}. It stands as: {state}.",
        "Answer it at the provider in time: dispute {dispute}. The money is in account disputes.",
        Severity.MAJOR,
    ),
    Kind.TERMINAL_NOT_STOPPED: Words(
        "{station}: session {session} cannot be stopped",
        "{text}",
        "Stop it at the station: nothing is captured while it runs, and the card is charged no "
        "more once its authorisation has ended.",
        Severity.CRITICAL,
    ),
    Kind.TERMINAL_NOT_SETTLED: Words(
        "Session {session}, paid at a terminal, is not settled",
        "{text}",
        "Decide it in the review queue, or redrive its settlement, before that.",
        Severity.MAJOR,
    ),
    Kind.TERMINAL_PAYMENT: Words(
        "{station}: a payment at its terminal does not agree",
        "{text}",
        "Compare it with the terminal's own books at the payment provider.",
        Severity.MAJOR,
    ),
    Kind.DEAD_LETTERS: Words(
        "Messages could not be handled: {alarm}",
        "{says}",
        "Read the logs of the function, mend the cause, then redrive the queue.",
        Severity.CRITICAL,
    ),
    Kind.SERVICE_ALARM: Words(
        "Alarm: {alarm}",
        "{says}",
        "See docs/operations.md for what each alarm means.",
        Severity.MAJOR,
    ),
}


class _Blank(dict[str, str]):
    """A fact that is not known leaves a question mark, not an error."""

    def __missing__(self, name: str) -> str:
        return "?"


def words_for(signal: Signal, faults: tuple[Fault, ...] = ()) -> Words:
    """What is told of a signal; `faults` is what the maker's own codes were read as."""
    place, words = signal.place, WORDS[signal.kind]
    facts = _Blank(signal.facts)
    facts |= {
        "station": place.station_id or "?",
        "evse": str(place.evse_id or 0),
        "connector": str(place.connector_id or 0),
        "session": place.session_id or "?",
    }
    severity = signal.severity or words.severity
    if signal.kind is Kind.CONNECTOR_FAULTED:
        meaning = meaning_of(signal.facts.get("error_code"), faults)
        code = signal.facts.get("error_code")
        title = words.title.format_map(facts) + (f" ({code})" if code else "")
        return Words(title, meaning.cause, meaning.advice, meaning.severity)
    return Words(
        words.title.format_map(facts),
        words.cause.format_map(facts),
        words.advice.format_map(facts),
        severity,
    )
