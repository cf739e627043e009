"""Money as a driver sends it."""

from typing import Annotated

from pydantic import BaseModel, Field

from csms.money import Money


class MoneyIn(BaseModel):
    """An amount in minor units of its currency (cents)."""

    minor: Annotated[int, Field(ge=1, le=10**12, strict=True, examples=[2500])]
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$", examples=["EUR"])]

    def money(self) -> Money:
        """The domain's money."""
        return Money(self.minor, self.currency)
