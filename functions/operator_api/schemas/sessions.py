"""A session as operators see it: with what is missing of it."""

from pydantic import Field

from csms.charging.completeness import missing_seq_nos
from csms.charging.model import ChargingSession
from csms.charging.ports import TelemetryRepository
from csms.charging.vocabulary import Flag
from csms.web.sessions import SessionView, session_view
from operator_api.schemas.reviews import DecidedView, decided_view


class OperatorSessionView(SessionView):
    """A session, and the events of its transaction that never arrived (2.x)."""

    events_missing: int | None = Field(
        description="How many, at most 100; null in 1.6, and in a list until it is settled"
    )
    missing_seq_nos: list[int] | None = Field(description="Which numbers; null as events_missing")
    decided: DecidedView | None = Field(description="How a person settled it, once in review")


def listed_view(session: ChargingSession) -> OperatorSessionView:
    """In a list: what its settlement found, without a look into telemetry."""
    settlement = session.settlement
    return _view(session, settlement.missing_seq_nos if settlement else None)


def whole_view(session: ChargingSession, telemetry: TelemetryRepository) -> OperatorSessionView:
    """By itself: what is missing at this moment. A settled one keeps what was found then, since
    telemetry expires.
    """
    if session.settlement is not None:
        return listed_view(session)
    seen = session.seq_nos | telemetry.of_session(session.key).seq_nos
    return _view(session, missing_seq_nos(seen) if seen else None)


def _view(session: ChargingSession, missing: tuple[int, ...] | None) -> OperatorSessionView:
    flags = {Flag.EVENTS_MISSING.value} if missing else set()
    view = session_view(session)
    shown = {name: getattr(view, name) for name in SessionView.model_fields}
    shown["flags"] = sorted(flags.union(view.flags))
    return OperatorSessionView(
        **shown,
        events_missing=None if missing is None else len(missing),
        missing_seq_nos=None if missing is None else list(missing),
        decided=decided_view(session),
    )
