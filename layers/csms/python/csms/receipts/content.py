"""All that a document says, as plain values: a snapshot that no later change can reach.

Money is in minor units of `currency`, energy in Wh, power in W; exact numbers are decimal text.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from csms.receipts.legal import LegalEntity
from csms.receipts.signed_values import SignedCheck


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who was charged, as far as is known. A company has an address, and a VAT number."""

    driver_id: str | None = None
    name: str | None = None
    address: tuple[str, ...] = ()
    vat_number: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where it was. Times are printed in `time_zone`, an IANA name."""

    station_id: str
    site_id: str | None = None
    site_name: str | None = None
    address: tuple[str, ...] = ()
    evse_id: int | None = None
    connector_id: int | None = None
    current_type: str | None = None
    max_power_w: int | None = None
    time_zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Times:
    """Start and stop of the transaction; the end is later where the vehicle stayed.

    `settled_at` is when it was charged.
    """

    started_at: datetime
    stopped_at: datetime | None = None
    ended_at: datetime | None = None
    settled_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Register:
    """The meter's register, and whose word it is: station, sample, unknown."""

    wh: int | None
    origin: str


@dataclass(frozen=True, slots=True)
class Energy:
    """What was delivered and billed, from which registers."""

    energy_wh: int
    begin: Register
    end: Register


@dataclass(frozen=True, slots=True)
class Reserved:
    """The time for which an EVSE was kept and nobody came, and why it cost something.

    `reason` is a `csms.settlement.reservation_verdicts.Why`; `number` is OCPP's, of its station.
    """

    number: int
    since: datetime
    until: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class TariffUsed:
    """The version of the tariff that was fixed at the start; `texts` by language."""

    tariff_id: str
    version: int
    fingerprint: str
    tax_included: bool
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """A priced quantity; `price` for one unit. Net and gross are shares of the totals."""

    item: str
    quantity: str
    unit: str
    price: str
    vat_percent: str
    net_minor: int
    gross_minor: int
    waived: str = "0"


@dataclass(frozen=True, slots=True)
class Tax:
    """What one rate comes to."""

    vat_percent: str
    net_minor: int
    tax_minor: int


@dataclass(frozen=True, slots=True)
class Idle:
    """A time in which the vehicle asked for no power: what began it and what ended it.

    `last_increase` of the meter, the station's word `signal` from `begun_at` on. Nothing is billed
    before `free_until`.
    """

    begun_at: datetime
    ended_at: datetime
    ended_by: str
    last_increase: datetime | None = None
    signal: str | None = None
    free_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Payment:
    """How it was paid, or given back: parts by kind (wallet, receivable, terminal), signed."""

    transfer_id: str
    parts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Original:
    """What a credit note corrects, and why."""

    number: str
    issued_at: datetime
    gross_minor: int
    reason: str


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that is printed. Of a session it has `energy`, of a reservation `reserved`."""

    issuer: LegalEntity
    recipient: Recipient
    place: Place
    times: Times
    energy: Energy | None = None
    currency: str | None = None
    net_minor: int = 0
    tax_minor: int = 0
    gross_minor: int = 0
    lines: tuple[Line, ...] = ()
    taxes: tuple[Tax, ...] = ()
    limit: str | None = None
    tariff: TariffUsed | None = None
    idle: tuple[Idle, ...] = ()
    idle_billed_s: int = 0
    payment: Payment | None = None
    signed: SignedCheck | None = None
    flags: tuple[str, ...] = ()
    original: Original | None = None
    reserved: Reserved | None = None
