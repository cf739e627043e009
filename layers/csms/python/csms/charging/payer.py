"""Who pays for a session."""

from dataclasses import dataclass
from datetime import datetime

from csms.drivers.model import Authorization, AuthorizationStatus
from csms.drivers.visitors import is_visitor


@dataclass(frozen=True, slots=True)
class Payer:
    """Who presented themselves, and what was decided.

    The first accepted one pays, whoever was refused before or after; among refused ones the first
    stands. First by the station's own `order` (as Progress), not by arrival; a start's own is "".
    `psp_ref`: the payment provider's reference, to the letter, where the station's own terminal
    has authorised a card (2.1 DirectPayment).
    """

    token_id: str
    authorization: AuthorizationStatus
    driver_id: str | None = None
    organisation_id: str | None = None
    order: str = ""
    group_id: str | None = None
    expires_at: datetime | None = None
    psp_ref: str | None = None

    @property
    def pays(self) -> bool:
        """Whether somebody is known to pay: a driver, or a card at a terminal."""
        return self.driver_id is not None or self.by_card or self.at_station

    @property
    def at_station(self) -> bool:
        """Whether a card pays that the station's own terminal settles."""
        return self.psp_ref is not None

    @property
    def by_card(self) -> bool:
        """Whether a card at a terminal pays."""
        return self.driver_id is None and is_visitor(self.token_id)

    @property
    def decision(self) -> Authorization:
        """What a station is told of them."""
        return Authorization(
            self.authorization,
            self.driver_id,
            self.group_id,
            self.expires_at,
            self.organisation_id,
        )

    @property
    def rank(self) -> str:
        """Sorts payers: the least one pays."""
        refused = self.authorization is not AuthorizationStatus.ACCEPTED
        return f"{int(refused)}{self.order}"
