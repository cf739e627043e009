"""How long an identifier may be: 1.6 CiString20, 2.0.1 identifierString[36]."""

V16 = "ocpp1.6"
LONGEST = {V16: 20}
# 2.1 allows more; what fits 2.0.1 fits there too.
LONGEST_V2 = 36


def fits(text: str, protocol: str) -> bool:
    """Whether a version has room for it. A shortened one would be somebody else's."""
    return text.isascii() and len(text) <= LONGEST.get(protocol, LONGEST_V2)
