"""Supposed sessions, and what they come to."""

from datetime import timedelta
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from csms.pricing.timeline import Activity, Segment
from csms.settlement.previewing import Place, Supposed, preview, preview_timeline
from csms.settlement.session_price import PricedSession
from csms.stations.model import CurrentType
from csms.tariffs.model import Tariff
from csms.web.costs import CostView, ExplainedCost, cost_view, explained
from csms.web.fields import FIRST, Moment
from csms.web.tariff_documents import TariffDocument
from csms.web.tariffs import Description, FindingView, documents, invalid

LONGEST_S, MOST_WH = 31 * 86_400, 10_000_000
LONGEST = timedelta(days=366)


class Period(BaseModel):
    """A stretch of time; `power_w` and `current_a` (the sum over the phases) where they matter."""

    start: Moment
    end: Moment
    state: Literal["CHARGING", "PARKED", "WITHHELD", "RESERVED", "RESERVATION_EXPIRED"]
    energy_wh: int = Field(0, ge=0, le=MOST_WH)
    power_w: int | None = Field(None, ge=0)
    current_a: Decimal | None = Field(None, ge=0)

    @model_validator(mode="after")
    def _forward(self) -> "Period":
        if self.end < self.start:
            raise ValueError("it ends before it begins")
        return self

    @property
    def segment(self) -> Segment:
        """As the engine prices it."""
        return Segment(
            self.start,
            self.end,
            Activity(self.state),
            self.energy_wh * 1000,
            self.current_a,
            self.power_w,
        )


class SupposedSession(BaseModel):
    """Either energy and times, or `periods` that say what happened when."""

    model_config = ConfigDict(extra="forbid")
    current_type: CurrentType | None = None
    time_zone: str = Field("UTC", examples=["Europe/Berlin"], description="IANA, of the site")
    started_at: Moment | None = None
    energy_wh: int | None = Field(None, ge=0, le=MOST_WH)
    charging_s: int | None = Field(None, gt=0, le=LONGEST_S, description="At an even power")
    idle_s: int = Field(
        0, ge=0, le=LONGEST_S, description="Plugged in after it, asking for nothing"
    )
    periods: list[Period] | None = Field(None, min_length=1, max_length=1000)

    @model_validator(mode="after")
    def _one_way(self) -> "SupposedSession":
        simple = (self.started_at, self.energy_wh, self.charging_s)
        if (self.periods is None) != all(one is not None for one in simple):
            raise ValueError("give started_at, energy_wh and charging_s, or periods")
        return self

    @model_validator(mode="after")
    def _not_for_ever(self) -> "SupposedSession":
        periods = self.periods or []
        first = min((one.start for one in periods), default=FIRST)
        last = max((one.end for one in periods), default=FIRST)
        if last - first > LONGEST:
            raise ValueError(f"the periods last longer than {LONGEST.days} days")
        return self

    def priced(self, tariff: Tariff) -> PricedSession:
        """By the function that settles real sessions."""
        place = Place(self.time_zone, self.current_type)
        if self.periods is not None:
            return preview_timeline([one.segment for one in self.periods], tariff, place)
        assert self.started_at is not None
        supposed = Supposed(
            self.started_at,
            self.energy_wh or 0,
            timedelta(seconds=self.charging_s or 0),
            timedelta(seconds=self.idle_s),
        )
        return preview(supposed, tariff, place)


class TrialDocument(BaseModel):
    """A tariff and a session to price by it."""

    tariff: TariffDocument
    session: SupposedSession


class Trial(BaseModel):
    """The same, with the document as it was sent."""

    document: dict[str, Any]
    session: SupposedSession


class LintView(BaseModel):
    """What is wrong or odd about a tariff, and what it says in words."""

    publishable: bool
    findings: list[FindingView]
    description: Description


class PreviewView(ExplainedCost):
    """What a supposed session costs and why."""

    cost: CostView
    tariff_fingerprint: Annotated[str, Field(description="Digest of the tariff's content")]


def trial_from(content: Any) -> Trial:
    """Checked; the tariff's numbers stay exact."""
    try:
        checked = TrialDocument.model_validate(content)
    except ValidationError as error:
        raise invalid(error) from error
    return Trial(document=documents(content["tariff"]), session=checked.session)


def supposed_from(content: Any) -> SupposedSession:
    """Checked."""
    try:
        return SupposedSession.model_validate(content)
    except ValidationError as error:
        raise invalid(error) from error


def preview_view(tariff: Tariff, session: SupposedSession) -> PreviewView:
    """Price it and present that."""
    told = session.priced(tariff)
    return PreviewView(
        cost=cost_view(told), tariff_fingerprint=told.fingerprint, **dict(explained(told))
    )
