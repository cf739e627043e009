"""The one-time token of a card at a terminal: who pays with it has no account with us."""

from csms.ids import digest

# The terminals' API may write tokens with this prefix alone (`template.yaml`).
PREFIX = "TRM"
LONGEST = 20  # OCPP 1.6 CiString20


def visit_id_of(payment_id: str) -> str:
    """The visit of a payment, and its token: upper case, short enough for OCPP 1.6."""
    return PREFIX + digest("visit", payment_id)[: LONGEST - len(PREFIX)].upper()


def is_visitor(token_id: str) -> bool:
    """Whether a token is that of a visit."""
    return token_id.startswith(PREFIX) and len(token_id) == LONGEST
