"""How a session was settled, by a machine or a person."""

from dataclasses import dataclass
from datetime import datetime

from csms.charging.costs import CostLine, Doubted, IdleProof, TaxShare
from csms.charging.vocabulary import SessionState


@dataclass(frozen=True, slots=True)
class Decided:
    """How a person settled what a machine must not (`csms.settlement.reviewing`)."""

    decision: str
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Settlement:
    """How a session was settled: once, for ever. Only a review is followed by what was decided.

    `limit` names the tariff's bound that made the price (min_price, max_price); `fingerprint` the
    content of the tariff; `begin_wh` and `end_wh` the registers that were billed.
    """

    outcome: SessionState
    settled_at: datetime
    energy_wh: int
    currency: str | None = None
    net_minor: int = 0
    tax_minor: int = 0
    gross_minor: int = 0
    lines: tuple[CostLine, ...] = ()
    transfer_id: str | None = None
    reason: str | None = None
    flags: frozenset[str] = frozenset()
    missing_seq_nos: tuple[int, ...] = ()
    taxes: tuple[TaxShare, ...] = ()
    limit: str | None = None
    idle_seconds_billed: int = 0
    idle: tuple[IdleProof, ...] = ()
    doubts: tuple[Doubted, ...] = ()
    fingerprint: str | None = None
    begin_wh: int | None = None
    end_wh: int | None = None
    decided: Decided | None = None
