"""Sites that charge for verified readings only: what is not verified is a person's to decide."""

from csms.receipts.signed_values import SignedCheck, Verdict
from csms.settlement.finality import Review, Wait
from csms.settlement.rating import Rated

Result = Rated | Wait | Review


def unless_verified(rated: Rated, checked: SignedCheck | None) -> Rated | Review:
    """The rated session if its readings are verified, or nothing was delivered."""
    if rated.energy.energy_wh == 0:
        return rated
    if checked is None:
        return Review("the site charges verified readings only, and the meter signed none")
    if checked.verdict is not Verdict.VERIFIED:
        reasons = ", ".join(checked.reasons)
        return Review(
            f"the site charges verified readings only; these are {checked.verdict}: {reasons}"
        )
    return rated
