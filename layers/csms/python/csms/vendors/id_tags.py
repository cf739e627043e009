"""Tags as the driver's card has them: without control characters around them.

A stop with an over-long tag must not be refused: the power stays on (lbbrhzn#2030, #1803).
"""

from csms.vendors.anomalies import Anomaly
from csms.vendors.model import Notes, Payload

# CiString20Type (1.6 §7.12)
LONGEST = 20
# Who pays is settled by then: a cut tag can only be that of the session, or nobody's.
CUT_IN = "StopTransaction"


def clean(action: str, payload: Payload, notes: Notes) -> Payload:
    """A payload whose idTag (1.6) or idToken (2.x) is what was on the card.

    A tag that is too long is cut where it ends a session. Anywhere else its beginning might be
    somebody else's tag, so that it stays whole, and is unknown.
    """
    tag = payload.get("idTag")
    if isinstance(tag, str):
        bare = printable(tag)
        bare = bare[:LONGEST] if action == CUT_IN else bare
        return payload if bare == tag else _noted(payload, {"idTag": bare}, notes)
    token = payload.get("idToken")
    if isinstance(token, dict) and isinstance(token.get("idToken"), str):
        bare = printable(token["idToken"])
        if bare != token["idToken"]:
            return _noted(payload, {"idToken": token | {"idToken": bare}}, notes)
    return payload


def printable(text: str) -> str:
    """Without control characters and blanks around; those inside make it another tag."""
    if text.isprintable():
        return text.strip()
    kept = [at for at, one in enumerate(text) if one.isprintable() and not one.isspace()]
    return text[kept[0] : kept[-1] + 1] if kept else ""


def _noted(payload: Payload, changed: Payload, notes: Notes) -> Payload:
    notes.add(Anomaly.IDTAG_TRIMMED)
    return payload | changed
