"""Some makers' stations tell who they are only when asked: asked after they connect (1.6 §5.17)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from csms.commands.model import Command
from csms.commands.ports import CommandRepository
from csms.ids import digest, ulid_from
from csms.stations.profile import ProfileRepository
from csms.vendors.registry import vendor


@dataclass(frozen=True, slots=True)
class BootRequests:
    """What is needed to ask."""

    profiles: ProfileRepository
    commands: CommandRepository
    expiry: timedelta


def after_connect(
    station_id: str, connected_at: datetime, now: datetime, needs: BootRequests
) -> None:
    """Ask once for each connection: the command's id is derived from it."""
    maker = vendor(needs.profiles.get(station_id).vendor_key)
    if not maker.traits.boots_when_asked:
        return
    command_id = ulid_from(connected_at, int(digest("boot", station_id, connected_at), 16))
    payload = {"message": "BootNotification"}
    needs.commands.add(Command(station_id, command_id, "trigger", payload, now, now + needs.expiry))
