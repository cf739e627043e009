"""Tariffs in lists."""

from typing import Annotated

from fastapi import Path
from pydantic import BaseModel, Field

from csms.stations.model import CurrentType
from csms.tariffs.model import Published
from csms.web.fields import Timestamp

VersionNumber = Annotated[int, Path(ge=1, le=999_999)]


class TariffHead(BaseModel):
    """A version of a tariff, without its prices; null: published before that was noted."""

    tariff_id: str
    version: int
    published_at: Timestamp | None
    currency: str | None
    current_type: CurrentType | None
    fingerprint: str | None = Field(description="Digest of the content: the same prices, the same")


def tariff_head(published: Published) -> TariffHead:
    """Present a version."""
    return TariffHead.model_validate(published, from_attributes=True)
