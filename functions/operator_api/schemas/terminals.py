"""Terminals, and the keys they prove themselves by."""

from pydantic import BaseModel, Field

from csms.terminals.registry import Evse, Key, Terminal
from csms.web.fields import Identifier, StationIdentity, Timestamp
from operator_api.schemas.registration import LARGEST_NUMBER


class ServedEvse(BaseModel):
    """An EVSE that the terminal may start."""

    station_id: StationIdentity
    evse_id: int = Field(ge=1, le=LARGEST_NUMBER)

    def evse(self) -> Evse:
        """The domain's."""
        return Evse(self.station_id, self.evse_id)


class TerminalIn(BaseModel):
    """What a terminal is called, and what it serves."""

    name: Identifier = Field(examples=["Car park, level 1"])
    evses: list[ServedEvse] = Field(max_length=500)


class KeyView(BaseModel):
    """A key, without its secret."""

    key_id: str
    created_at: Timestamp
    expires_at: Timestamp | None = Field(description="null: until another key is made")


class TerminalView(TerminalIn):
    """A terminal."""

    terminal_id: str
    keys: list[KeyView]


class NewKeyView(BaseModel):
    """The only time that the key is shown."""

    key: str = Field(description="What the terminal sends as bearer token")
    terminal: TerminalView


def terminal_view(terminal: Terminal) -> TerminalView:
    """Present a terminal."""
    evses = [ServedEvse(station_id=one.station_id, evse_id=one.evse_id) for one in terminal.evses]
    return TerminalView(
        terminal_id=terminal.terminal_id,
        name=terminal.name,
        evses=evses,
        keys=[_key_view(one) for one in terminal.keys],
    )


def _key_view(key: Key) -> KeyView:
    return KeyView.model_validate(key, from_attributes=True)
