"""Public keys of meters."""

from pydantic import BaseModel, Field

from csms.errors import Rejected
from csms.stations.meter_keys import KeyOrigin, MeterKey, MeterKeys, overlapping
from csms.web.fields import FarMoment, Timestamp


class MeterKeyIn(BaseModel):
    """A key as it stands on the meter or in its papers, never as a station sent it."""

    public_key: str = Field(
        pattern=r"^[0-9A-Za-z+/=]{40,2500}$", description="DER, as hex or base64"
    )
    evse_id: int | None = Field(None, ge=1, description="null: of every EVSE")
    valid_from: FarMoment | None = None
    valid_until: FarMoment | None = Field(None, description="Exclusive; null: for ever")


class MeterKeysIn(BaseModel):
    """What is known of a station's meters."""

    keys: list[MeterKeyIn] = Field(default=[], max_length=50)
    pin_first_use: bool = Field(
        False,
        description="Take the first key that the station sends for its own, where none is "
        "registered: weaker than a key from the meter's plate",
    )


class MeterKeyView(BaseModel):
    """A key, and whose word it is."""

    public_key: str
    evse_id: int | None
    valid_from: Timestamp | None
    valid_until: Timestamp | None
    origin: KeyOrigin


class MeterKeysView(BaseModel):
    """The keys of a station's meters."""

    station_id: str
    keys: list[MeterKeyView]
    pin_first_use: bool


def keys_from(station_id: str, wanted: MeterKeysIn) -> MeterKeys:
    """The domain's keys; Rejected if two hold at the same time."""
    keys = tuple(MeterKey(**one.model_dump()) for one in wanted.keys)
    if overlapping(keys):
        raise Rejected("keys: two of the same EVSE hold at the same time; end one with valid_until")
    return MeterKeys(station_id, keys, wanted.pin_first_use)


def keys_view(keys: MeterKeys) -> MeterKeysView:
    """Present the keys."""
    return MeterKeysView.model_validate(keys, from_attributes=True)
