"""The parts of a receipt or a credit note as JSON."""

from pydantic import BaseModel, Field

from csms.receipts.signed_values import Verdict
from csms.web.fields import MoneyView, Timestamp


class IssuerView(BaseModel):
    """The legal entity; `missing` names what it should say and does not."""

    entity_id: str
    name: str | None
    address: list[str]
    country: str | None
    vat_id: str | None
    registration: str | None
    email: str | None
    phone: str | None
    website: str | None
    missing: list[str]


class PaymentView(BaseModel):
    """How it was paid; of a credit note: where the money went back to."""

    transfer_id: str
    from_balance: MoneyView
    owed: MoneyView = Field(description="Beyond the balance at that time")
    parts: dict[str, MoneyView]


class RegisterView(BaseModel):
    """The meter's register, and whose word it is: station, sample (estimated), unknown."""

    wh: int | None
    origin: str


class EnergyView(BaseModel):
    """The registers that were billed."""

    begin: RegisterView
    end: RegisterView


class PlaceView(BaseModel):
    """Where it was; times are printed in `time_zone`."""

    site_name: str | None
    address: list[str]
    connector_id: int | None
    current_type: str | None
    max_power_w: int | None
    time_zone: str


class OriginalView(BaseModel):
    """What a credit note corrects, and why."""

    number: str
    issued_at: Timestamp
    gross: MoneyView
    reason: str


class ReservedView(BaseModel):
    """A time for which an EVSE was kept and nobody came; `reason` is why it cost something."""

    station_id: str
    reservation_id: int = Field(description="OCPP's id: unique at its station")
    since: Timestamp
    until: Timestamp
    reason: str = Field(description="expired or cancelled_late")


class IdleProofView(BaseModel):
    """A time in which the vehicle asked for no power, with its proofs."""

    begun_at: Timestamp
    ended_at: Timestamp
    ended_by: str
    last_increase: Timestamp | None
    signal: str | None
    free_until: Timestamp | None


class SignedValueView(BaseModel):
    """A signed text, byte for byte as the station sent it."""

    measured_at: Timestamp
    context: str
    encoding: str
    text: str
    sent_key: str | None = Field(description="The key that came with it; it proves nothing")


class SignedView(BaseModel):
    """What the check of the signed readings found."""

    verdict: Verdict
    reasons: list[str]
    begin_wh: int | None
    end_wh: int | None
    public_key: str | None
    key_origin: str | None
    values: list[SignedValueView]
