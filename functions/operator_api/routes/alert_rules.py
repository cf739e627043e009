"""Rules: which incidents are told to which channels."""

from collections.abc import Container, Iterable
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from csms import bootstrap
from csms.alerts.ports import ChannelRepository, RuleRepository
from csms.errors import NotFound, Rejected
from csms.web.fields import Identifier
from csms.web.needs import Needs
from csms.web.pagination import Page
from operator_api.schemas.alerts import RuleIn, RuleView, rule_view

router = APIRouter(prefix="/alert-rules")
Rules = Annotated[RuleRepository, Depends(bootstrap.alert_rules)]
Channels = Annotated[ChannelRepository, Depends(bootstrap.alert_channels)]


@router.get("", summary="List rules")
def list_rules(rules: Rules) -> Page[RuleView]:
    """All of them, by id."""
    return Page(items=[rule_view(one) for one in rules.all()], next=None)


@router.get("/{rule_id}", summary="Get a rule")
def get_rule(rule_id: Identifier, rules: Rules) -> RuleView:
    """A rule."""
    rule = rules.get(rule_id)
    if rule is None:
        raise NotFound(f"There is no rule {rule_id}: PUT it first.")
    return rule_view(rule)


@router.put(
    "/{rule_id}",
    summary="Make or change a rule",
    responses={HTTPStatus.CREATED: {"model": RuleView}},
)
def put_rule(
    rule_id: Identifier,
    wanted: RuleIn,
    rules: Rules,
    channels: Channels,
    needs: Needs,
    response: Response,
) -> RuleView:
    """It holds from the next notice of an incident on. 422 names channels and sites that are not
    there: a rule with a wrong name would tell nobody.
    """
    _require("channel", wanted.channel_ids, {one.channel_id for one in channels.all()})
    sites = needs.sites.get_many(wanted.site_ids) if wanted.site_ids else {}
    _require("site", wanted.site_ids, sites)
    known = rules.get(rule_id) is not None
    rule = wanted.rule(rule_id)
    rules.put(rule)
    response.status_code = HTTPStatus.OK if known else HTTPStatus.CREATED
    return rule_view(rule)


@router.delete("/{rule_id}", summary="Remove a rule", status_code=HTTPStatus.NO_CONTENT)
def delete_rule(rule_id: Identifier, rules: Rules) -> None:
    """Nothing happens if there is none."""
    rules.delete(rule_id)


def _require(noun: str, wanted: Iterable[str], known: Container[str]) -> None:
    missing = [one for one in dict.fromkeys(wanted) if one not in known]
    if missing:
        raise Rejected(f"{noun}_ids: there is no {noun} {', '.join(missing)}")
