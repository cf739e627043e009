"""A token that changed is told to the stations whose local lists name it."""

from collections.abc import Mapping
from typing import Any

from csms.bootstrap import list_steps, services
from csms.ocpp.list_steps import after_token

# What a list says of a token; who pays for it is not in there.
SAID = ("status", "group_id", "expires_at", "type")


def follow(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None, change_id: str) -> None:
    """One command for each station; a repeat of the change makes none anew."""
    key = new or old or {}
    token = str(key.get("pk", ""))
    if not token.startswith("TOKEN#") or key.get("sk") != "RECORD":
        return
    if bool(old) == bool(new) and _said(old) == _said(new):
        return
    needs = list_steps()
    for station_id in needs.listing.lists.holders(token.removeprefix("TOKEN#")):
        after_token(station_id, change_id, services().clock(), needs)


def _said(image: Mapping[str, Any] | None) -> list[Any]:
    return [(image or {}).get(name) for name in SAID]
