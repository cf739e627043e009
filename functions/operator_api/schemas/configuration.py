"""A station's configuration: wanted, reported, and where they differ."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field, StrictBool, StrictInt

from csms.commands.secrets import is_secret, without_secrets
from csms.ocpp.configuration_names import key_of
from csms.stations.configuration import Reading
from csms.web.fields import Timestamp

MOST_KEYS = 100
# API Gateway closes a silent socket after 600 s.
LONGEST_HEARTBEAT_S = 540
Name = Annotated[str, Field(min_length=1, max_length=100)]
Value = StrictBool | StrictInt | Annotated[str, Field(max_length=500)]


def _suitable(values: dict[str, Value]) -> dict[str, Value]:
    """Refuse what would be shown though it is secret, and what would cut the connection."""
    for name, value in values.items():
        if is_secret(name):
            raise ValueError(f"{name} is a secret: send it as a command")
        if key_of(name) == "HeartbeatInterval" and not _in_range(_text(value)):
            raise ValueError(f"{name} is 1 to {LONGEST_HEARTBEAT_S} seconds: see docs/ocpp.md")
    if len({key_of(name) for name in values}) != len(values):
        raise ValueError("a key is named twice, once as a 1.6 key and once as Component.Variable")
    return values


def _in_range(text: str) -> bool:
    return text.isdecimal() and 1 <= int(text[:9]) <= LONGEST_HEARTBEAT_S


class ConfigurationIn(BaseModel):
    """What is wanted; keys that are not named are left as they are."""

    values: Annotated[dict[Name, Value], AfterValidator(_suitable)] = Field(
        max_length=MOST_KEYS,
        description="By 1.6 key or Component.Variable: see docs/commands.md",
        examples=[{"HeartbeatInterval": 300, "MeterValueSampleInterval": 60}],
    )

    def domain_values(self) -> dict[str, str]:
        """As stations write them."""
        return {key_of(name): _text(value) for name, value in self.values.items()}


class SettingView(BaseModel):
    """A key. `drift` is null as long as the station has not told of it, or nothing is wanted."""

    name: str
    wanted: str | None
    reported: str | None
    reported_at: Timestamp | None
    drift: bool | None
    supported: bool | None = Field(description="false: the station does not know the key")
    readonly: bool | None
    reboot_required: bool | None = Field(description="It counts after the next reset")


class ConfigurationView(BaseModel):
    """All keys that are wanted or were reported."""

    items: list[SettingView]


def configuration_view(wanted: dict[str, str], reported: dict[str, Reading]) -> ConfigurationView:
    """Present both, by name."""
    names = sorted(wanted.keys() | reported.keys())
    return ConfigurationView(
        items=[_setting_view(name, wanted.get(name), reported.get(name)) for name in names]
    )


def _setting_view(name: str, wanted: str | None, reading: Reading | None) -> SettingView:
    return SettingView(
        name=name,
        wanted=wanted,
        reported=without_secrets(reading.value) if reading else None,
        reported_at=reading.at if reading else None,
        drift=reading.differs_from(wanted) if reading and wanted is not None else None,
        supported=reading.supported if reading else None,
        readonly=reading.readonly if reading else None,
        reboot_required=reading.reboot_required if reading else None,
    )


def _text(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
