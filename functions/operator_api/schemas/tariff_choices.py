"""Which tariff applies, and why."""

from datetime import datetime

from pydantic import BaseModel, Field

from csms.stations.model import CurrentType, Station
from csms.tariffs.assignment import Misfit
from csms.tariffs.explaining import lost_because, reason
from csms.web.fields import Timestamp
from csms.web.station_tariffs import InForce
from operator_api.schemas.assignments import RuleView, rule_view


class LostRuleView(BaseModel):
    """A rule that was looked at and does not decide."""

    rule: RuleView
    code: Misfit
    why: str


class TariffChoiceView(BaseModel):
    """What a session would be priced by."""

    station_id: str
    evse_id: int
    connector_id: int
    current_type: CurrentType | None
    at: Timestamp
    tariff_id: str | None = Field(description="null: none is assigned; a session is reviewed")
    tariff_version: int | None = Field(
        description="null beside a tariff_id: it cannot be used, and a session is reviewed"
    )
    why: str
    rule: RuleView | None
    others: list[LostRuleView] = Field(description="Most specific first")


def tariff_choice_view(
    station: Station, place: tuple[int, int], at: datetime, found: InForce
) -> TariffChoiceView:
    """Present a decision with its reasons."""
    decided = found.decision.assigned
    return TariffChoiceView(
        station_id=station.station_id,
        evse_id=place[0],
        connector_id=place[1],
        current_type=found.decision.current_type,
        at=at,
        tariff_id=decided.tariff_id,
        tariff_version=found.tariff.version if found.tariff else None,
        why=reason(decided),
        rule=rule_view(decided.rule) if decided.rule else None,
        others=[
            LostRuleView(
                rule=rule_view(one.rule), code=one.why, why=lost_because(one, decided.rule)
            )
            for one in decided.others
        ],
    )
