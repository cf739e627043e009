"""Channels as an operator wants them: secrets sealed, subscriptions made and taken back."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from csms.alerts.destinations import checked_url
from csms.alerts.model import Channel, ChannelType
from csms.alerts.ports import ChannelRepository, Subscriptions, Vault
from csms.alerts.targets import parted, secret_names
from csms.errors import Rejected

SUBSCRIBED = frozenset({ChannelType.EMAIL, ChannelType.SMS, ChannelType.PUSH})
# A receiver gets the key itself; to others the secret only signs, or is the address.
KEY_TRAVELS = frozenset({ChannelType.PAGERDUTY, ChannelType.OPSGENIE})


@dataclass(frozen=True, slots=True)
class Keeping:
    """What it needs. `local`: addresses of this computer may be called."""

    channels: ChannelRepository
    vault: Vault
    subscriptions: Subscriptions
    local: bool = False


@dataclass(frozen=True, slots=True)
class WantedChannel:
    """What an operator says of a channel; secrets that are left out stay as they are."""

    name: str
    type: ChannelType
    target: Mapping[str, str]
    enabled: bool


def keep(channel_id: str, wanted: WantedChannel, needs: Keeping) -> tuple[Channel, bool]:
    """The channel, and whether it is new. Rejected: its target is not one of its type."""
    before = needs.channels.get(channel_id)
    sealed = before.sealed if before is not None and before.type is wanted.type else None
    shown, secrets = parted(wanted.type, wanted.target, known=sealed is not None)
    if "url" in wanted.target:
        checked_url(wanted.target["url"], local=needs.local)
    if before is not None and sealed is not None and not secrets:
        _require_same_receiver(before, wanted)
    if secrets:
        sealed = _sealed(channel_id, wanted.type, secrets, needs)
    channel = Channel(channel_id, wanted.name, wanted.type, shown, wanted.enabled, sealed)
    made = _subscribed(channel, before, needs)
    needs.channels.put(made)
    return made, before is None


def _require_same_receiver(before: Channel, wanted: WantedChannel) -> None:
    """Who may not read a key could have it sent to an address of their own."""
    if wanted.type in KEY_TRAVELS and before.target.get("url") != wanted.target.get("url"):
        (name,) = secret_names(wanted.type)
        raise Rejected(f"target.{name}: give it anew, it will be sent to the new url")


def _sealed(channel_id: str, kind: ChannelType, secrets: Mapping[str, str], needs: Keeping) -> str:
    """No type has more than one, so none of those of before is lost."""
    assert secrets.keys() == set(secret_names(kind))
    return needs.vault.seal(channel_id, secrets)


def remove(channel_id: str, needs: Keeping) -> None:
    """Nothing happens if there is none."""
    before = needs.channels.get(channel_id)
    if before is None:
        return
    if before.subscription is not None:
        needs.subscriptions.unsubscribe(before.subscription)
    needs.channels.delete(channel_id)


def _subscribed(channel: Channel, before: Channel | None, needs: Keeping) -> Channel:
    """The same address keeps its subscription: nobody has to confirm it twice."""
    had = before.subscription if before else None
    if before and (before.type, before.target) == (channel.type, channel.target):
        return replace(channel, subscription=had)
    made = needs.subscriptions.subscribe(channel) if channel.type in SUBSCRIBED else None
    if had is not None and had != made:
        needs.subscriptions.unsubscribe(had)
    return replace(channel, subscription=made)
