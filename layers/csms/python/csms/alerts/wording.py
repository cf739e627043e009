"""An alert in plain words, for whatever shows text."""

from csms import clock
from csms.alerts.model import Alert, Transition

# SNS takes subjects of ASCII, up to 100 characters.
LONGEST_SUBJECT = 100
# One SMS of the GSM alphabet.
LONGEST_SMS = 160


def headline(alert: Alert) -> str:
    """What has happened, in one line."""
    match alert.transition:
        case Transition.RESOLVED:
            return f"Resolved: {alert.title}"
        case Transition.ESCALATED:
            return f"Nobody has acknowledged (level {alert.escalation_level}): {alert.title}"
        case Transition.TEST:
            return f"Test: {alert.title}"
    return alert.title


def subject(alert: Alert) -> str:
    """For an e-mail, with the severity in front."""
    text = f"[{alert.severity.upper()}] {headline(alert)}"
    plain = "".join(one if " " <= one <= "~" else "?" for one in text)
    return plain[:LONGEST_SUBJECT].strip()


def body(alert: Alert) -> str:
    """For an e-mail: what it is, what to do, and where."""
    lines = [headline(alert), "", alert.cause]
    if alert.transition is not Transition.RESOLVED:
        lines += ["", f"What to do: {alert.advice}"]
    lines += ["", *(f"{name}: {value}" for name, value in facts(alert))]
    return "\n".join(lines) + (f"\n\n{alert.link}" if alert.link else "")


def short(alert: Alert) -> str:
    """For an SMS or a push notification."""
    return f"[{alert.severity.upper()}] {headline(alert)}"[:LONGEST_SMS]


def facts(alert: Alert) -> list[tuple[str, str]]:
    """Where and since when; what does not apply is left out."""
    found = (
        ("Station", alert.station_id),
        ("Site", alert.site_id),
        ("Session", alert.session_id),
        ("Since", clock.to_text(alert.opened_at)),
        ("Seen", f"{alert.count} times" if alert.count > 1 else None),
        ("Incident", alert.incident_id),
    )
    return [(name, value) for name, value in found if value]
