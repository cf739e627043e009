"""What the routes are given."""

from datetime import timedelta
from typing import Annotated

from fastapi import Depends

from csms.bootstrap import Services, services
from csms.commands.requesting import Requesting


def _services() -> Services:
    return services()


Needs = Annotated[Services, Depends(_services)]


def requesting(needs: Services) -> Requesting:
    """What a command needs."""
    expiry = timedelta(seconds=needs.settings.command_expiry_s)
    return Requesting(needs.stations, needs.commands, needs.clock, expiry)
