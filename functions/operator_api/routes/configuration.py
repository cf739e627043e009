"""The wanted configuration of a station, beside what it reports."""

from typing import Annotated

from fastapi import APIRouter, Depends

from csms import bootstrap
from csms.commands.requesting import CommandRequest, request_command
from csms.commands.sending import Call
from csms.errors import NotFound
from csms.ocpp.configuring import KEYS_PER_MESSAGE, check_payload
from csms.ocpp.security_settings import require_no_downgrade
from csms.stations.configuration import ConfigurationRepository
from csms.web.fields import StationIdentity
from csms.web.needs import Needs, RequestingNeeds
from operator_api.schemas.configuration import (
    ConfigurationIn,
    ConfigurationView,
    configuration_view,
)

router = APIRouter(prefix="/stations/{station_id:path}/configuration")


def _configurations() -> ConfigurationRepository:
    return bootstrap.configurations()


Configurations = Annotated[ConfigurationRepository, Depends(_configurations)]


@router.get("", summary="Get a station's configuration")
def get_configuration(
    station_id: StationIdentity, needs: Needs, configurations: Configurations
) -> ConfigurationView:
    """What is wanted, what the station last reported, and where they differ."""
    if needs.stations.get(station_id) is None:
        raise NotFound(f"Station {station_id} is not registered.")
    return configuration_view(
        configurations.wanted(station_id), configurations.reported(station_id)
    )


@router.put("", summary="Want a configuration of a station")
def put_configuration(
    station_id: StationIdentity,
    wanted: ConfigurationIn,
    requesting: RequestingNeeds,
    configurations: Configurations,
) -> ConfigurationView:
    """Replace what is wanted. It is checked now and after each boot; differences are set."""
    station = requesting.stations.get(station_id)
    if station is None:
        raise NotFound(f"Station {station_id} is not registered.")
    values = wanted.domain_values()
    for name, value in values.items():
        require_no_downgrade(Call("ChangeConfiguration", {"key": name, "value": value}), station)
    names = list(values)
    # The commands first: they refuse what this station cannot say, and are answered much later.
    for start in range(0, len(names), KEYS_PER_MESSAGE):
        payload = check_payload(names[start : start + KEYS_PER_MESSAGE])
        request_command(CommandRequest(station_id, "get_configuration", payload), requesting)
    configurations.put_wanted(station_id, values)
    return configuration_view(values, configurations.reported(station_id))
