"""Rules that say which tariff holds where and for whom."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from csms.stations.model import CurrentType
from csms.tariffs.rules import MOST_RULES, Place, Rule, RuleSet, Spot
from csms.web.fields import Identifier, Timestamp


def _whole_millis(moment: datetime) -> datetime:
    """In UTC, as exact as it is shown again."""
    try:
        utc = moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("a moment within the years 1 to 9999 in UTC is needed") from error
    return utc.replace(microsecond=utc.microsecond // 1000 * 1000)


Moment = Annotated[AwareDatetime, AfterValidator(_whole_millis)]
Number = Annotated[int, Field(ge=1, le=9999)]


class RuleIn(BaseModel):
    """A tariff, and what must hold for it: all that is given together."""

    model_config = ConfigDict(extra="forbid")
    tariff_id: Identifier
    evse_id: Number | None = Field(None, description="Of a station's rules alone")
    connector_id: Number | None = Field(None, description="Within the EVSE")
    current_type: CurrentType | None = None
    organisation_id: Identifier | None = Field(None, description="That of the token that pays")
    group_id: Identifier | None = Field(None, description="That of the token that pays")
    valid_from: Moment | None = Field(None, description="By the start of the session")
    valid_to: Moment | None = Field(None, description="The first moment without the rule")

    def rule_at(self, spot: Spot) -> Rule:
        """The rule in its place."""
        place = spot.kind
        if spot.kind is Place.STATION and self.evse_id is not None:
            place = Place.EVSE if self.connector_id is None else Place.CONNECTOR
        return Rule(place=place, **self.model_dump())


class RulesIn(BaseModel):
    """All rules of a place; those that are left out are removed."""

    rules: list[RuleIn] = Field(max_length=MOST_RULES)
    version: int | None = Field(
        None, ge=0, description="Of the rules that were looked at: 409 if they have changed since"
    )


class RuleView(BaseModel):
    """A rule; what is null does not restrict it."""

    place: Place
    tariff_id: str
    evse_id: int | None
    connector_id: int | None
    current_type: CurrentType | None
    organisation_id: str | None
    group_id: str | None
    valid_from: Timestamp | None
    valid_to: Timestamp | None


class RulesView(BaseModel):
    """The rules of a place."""

    rules: list[RuleView]
    version: int


def rule_view(rule: Rule) -> RuleView:
    """Present a rule."""
    return RuleView.model_validate(rule, from_attributes=True)


def rules_view(found: RuleSet) -> RulesView:
    """Present rules, most specific first."""
    ordered = sorted(found.rules, key=lambda one: one.rank, reverse=True)
    return RulesView(rules=[rule_view(one) for one in ordered], version=found.version)
