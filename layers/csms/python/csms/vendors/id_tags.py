"""Tags as the driver's card has them: without control characters, at their right length.

A stop with an over-long tag must not be refused: the power stays on (lbbrhzn#2030, #1803).
"""

from csms.vendors.anomalies import Anomaly
from csms.vendors.model import Notes, Payload

# CiString20Type (1.6 §7.12)
LONGEST = 20


def clean(payload: Payload, notes: Notes) -> Payload:
    """A payload whose idTag (1.6) or idToken (2.x) is what was on the card."""
    tag = payload.get("idTag")
    if isinstance(tag, str):
        bare = printable(tag)[:LONGEST]
        return payload if bare == tag else _noted(payload, {"idTag": bare}, notes)
    token = payload.get("idToken")
    if isinstance(token, dict) and isinstance(token.get("idToken"), str):
        bare = printable(token["idToken"])
        if bare != token["idToken"]:
            return _noted(payload, {"idToken": token | {"idToken": bare}}, notes)
    return payload


def printable(text: str) -> str:
    """Without control characters, and without blanks around."""
    return (text if text.isprintable() else "".join(filter(str.isprintable, text))).strip()


def _noted(payload: Payload, changed: Payload, notes: Notes) -> Payload:
    notes.add(Anomaly.IDTAG_TRIMMED)
    return payload | changed
