"""A station as an operator registers it."""

from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    AliasChoices,
    BaseModel,
    BeforeValidator,
    Field,
    SecretStr,
    model_validator,
)

from csms.stations.model import BootStatus, CurrentType, Evse
from csms.web.fields import Identifier

MOST_CONNECTORS = 100
LARGEST_NUMBER = 9999
LARGEST_POWER_W = 100_000_000


def _connector_ids(value: Any) -> Any:
    """A count, a list of numbers, or a list of objects with `connector_id`."""
    if isinstance(value, int) and not isinstance(value, bool):
        return list(range(1, min(value, MOST_CONNECTORS + 1) + 1))
    if isinstance(value, list):
        return [
            one.get("connector_id", one.get("id", position)) if isinstance(one, dict) else one
            for position, one in enumerate(value, start=1)
        ]
    raise ValueError("a count, a list of numbers or a list of {connector_id} is needed")


def _encodable(password: SecretStr) -> SecretStr:
    try:
        password.get_secret_value().encode()
    except UnicodeEncodeError as error:
        raise ValueError("use characters that exist: a station sends it as UTF-8") from error
    return password


class EvseIn(BaseModel):
    """An EVSE: charges one vehicle at a time."""

    evse_id: int | None = Field(
        None,
        ge=1,
        le=LARGEST_NUMBER,
        validation_alias=AliasChoices("evse_id", "id"),
        description="Default: its position in the list",
    )
    current_type: CurrentType
    max_power_w: int | None = Field(None, ge=0, le=LARGEST_POWER_W)
    connectors: Annotated[
        list[Annotated[int, Field(ge=1, le=LARGEST_NUMBER)]],
        BeforeValidator(_connector_ids, json_schema_input_type=int | list[int | dict[str, Any]]),
        Field(
            min_length=1,
            max_length=MOST_CONNECTORS,
            description="Numbers, objects with connector_id, or how many; default: connector 1",
        ),
    ] = [1]


Password = Annotated[SecretStr, Field(min_length=8, max_length=64), AfterValidator(_encodable)]


class StationIn(BaseModel):
    """What an operator says of a station."""

    password: Password | None = Field(
        None,
        description="Basic Auth password; OCPP wants 16 to 40 characters. Absent: stays as it is",
    )
    security_profile: int | None = Field(
        None,
        ge=0,
        le=3,
        description="OCPP security profile that the station must prove. Absent: stays as it is, at "
        "first 1 or the lowest that the deployment allows",
    )
    serial_number: Annotated[str, Field(min_length=1, max_length=64)] | None = Field(
        None,
        description="Of the station, as in its certificate; a BootNotification of a station with "
        "profile 3 must name it. Absent: stays as it is",
    )
    boot_status: BootStatus | None = Field(
        None,
        description="Answer to its BootNotification. Absent: stays as it is, at first Accepted. "
        "Taken back from an accepted station, it counts from its next connection on",
    )
    shows_cost: bool | None = Field(
        None,
        description="Whether it shows a running cost (CostUpdated). Absent: as it reports itself "
        "(TariffCostCtrlr, instance Cost, in a complete report)",
    )
    site_id: Identifier | None = None
    name: Annotated[Identifier, Field(max_length=100)] | None = Field(
        None, description="What people call it", examples=["Car park north, 3"]
    )
    evses: list[EvseIn] = Field(default=[], max_length=1000)

    @model_validator(mode="after")
    def _numbers_are_unique(self) -> "StationIn":
        numbers = [one.evse_id for one in self.domain_evses()]
        if len(set(numbers)) != len(numbers):
            raise ValueError("evses: each evse_id may occur once")
        if any(len(set(one.connectors)) != len(one.connectors) for one in self.evses):
            raise ValueError("evses: each connector_id may occur once in its EVSE")
        return self

    def domain_evses(self) -> tuple[Evse, ...]:
        """With numbers filled in."""
        return tuple(
            Evse(one.evse_id or position, one.current_type, one.max_power_w, tuple(one.connectors))
            for position, one in enumerate(self.evses, start=1)
        )
