"""What a station says it stops at by itself (2.1 E16)."""

from decimal import Decimal, InvalidOperation

from csms.charging.model import ChargingSession


def stated_limit(session: ChargingSession) -> Decimal | None:
    """The limit of the cost that its station has confirmed, in major units; None if none."""
    said = session.cost_report.limit if session.cost_report else None
    try:
        stated = Decimal(str(said["maxCost"])) if said else None
    except (KeyError, InvalidOperation):
        return None
    return stated if stated is not None and stated.is_finite() else None
