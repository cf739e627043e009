"""What each type of channel needs to know: what may be shown, and what is secret."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from csms.alerts.destinations import checked_url
from csms.alerts.model import ChannelType
from csms.errors import Rejected

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PHONE = re.compile(r"\+[1-9]\d{6,14}")
_ENDPOINT = re.compile(r"arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:endpoint/[A-Z_]+/[^/]+/[0-9a-f-]+")
_SHORTEST_SECRET = 24
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a target. `says` tells who got it wrong what it must be."""

    name: str
    says: str
    fits: Callable[[str], bool]
    secret: bool = False
    needed: bool = True


def _is_url(text: str) -> bool:
    """Whether a deployment calls it is another question (`local`)."""
    try:
        checked_url(text, local=True)
    except Rejected:
        return False
    return True


def _matches(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: pattern.fullmatch(text) is not None


_URL = Member("url", "an https address", _is_url)
_SECRET_URL = Member("url", "the https address of the incoming webhook", _is_url, secret=True)
_OTHER_URL = Member("url", "an https address, if not the usual one", _is_url, needed=False)
MEMBERS: Mapping[ChannelType, tuple[Member, ...]] = {
    ChannelType.EMAIL: (Member("address", "an e-mail address", _matches(_EMAIL)),),
    ChannelType.SMS: (Member("phone", "a number like +491701234567", _matches(_PHONE)),),
    ChannelType.PUSH: (
        Member("endpoint_arn", "the ARN of an SNS platform endpoint", _matches(_ENDPOINT)),
    ),
    ChannelType.SLACK: (_SECRET_URL,),
    ChannelType.TEAMS: (_SECRET_URL,),
    ChannelType.WEBHOOK: (
        _URL,
        Member(
            "secret",
            f"at least {_SHORTEST_SECRET} characters",
            lambda text: len(text) >= _SHORTEST_SECRET,
            secret=True,
        ),
    ),
    ChannelType.PAGERDUTY: (
        Member("routing_key", "the integration key", bool, secret=True),
        _OTHER_URL,
    ),
    ChannelType.OPSGENIE: (
        Member("api_key", "the key of an API integration", bool, secret=True),
        _OTHER_URL,
    ),
}


def parted(
    kind: ChannelType, target: Mapping[str, str], *, known: bool
) -> tuple[dict[str, str], dict[str, str]]:
    """What may be shown and what is secret. Rejected: a member is missing, wrong or unknown.

    `known`: the channel has its secrets already, so none need be told again.
    """
    members = MEMBERS[kind]
    unknown = target.keys() - {one.name for one in members}
    if unknown:
        raise Rejected(f"target: {kind} has no {', '.join(sorted(unknown))}")
    for one in members:
        _check(one, target.get(one.name), may_lack=not one.needed or (one.secret and known))
    secrets = {one.name for one in members if one.secret}
    shown = {name: text for name, text in target.items() if name not in secrets}
    return shown, {name: text for name, text in target.items() if name in secrets}


def _check(member: Member, text: str | None, *, may_lack: bool) -> None:
    if text is None and may_lack:
        return
    if text is None or len(text) > _LONGEST or not text.isprintable() or not member.fits(text):
        raise Rejected(f"target.{member.name}: give {member.says}")


def secret_names(kind: ChannelType) -> list[str]:
    """What nobody may read again."""
    return [one.name for one in MEMBERS[kind] if one.secret]
