"""What is imported, and what came of it."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from csms.tariffs.exchange.ocpi_export import Release
from csms.web.fields import Identifier
from csms.web.tariffs import PublishedView, documents, invalid


class ImportIn(BaseModel):
    """A tariff object of OCPI."""

    model_config = ConfigDict(extra="forbid")
    format: Literal["ocpi-2.2.1", "ocpi-2.3.0"]
    document: dict[str, Any] = Field(description="The Tariff object, without its envelope")
    tariff_id: Identifier | None = Field(None, description="Ours; default: the object's own id")

    @property
    def release(self) -> Release:
        """Of OCPI."""
        return Release(self.format.removeprefix("ocpi-"))


class ImportedView(PublishedView):
    """The tariff that it became."""

    notes: list[str] = Field(description="What of the object is not a part of the tariff here")


def import_from(content: Any) -> ImportIn:
    """The body, with exact numbers; a problem if it is none."""
    try:
        return ImportIn.model_validate(content)
    except ValidationError as error:
        raise invalid(error) from error


def checked(document: dict[str, Any]) -> dict[str, Any]:
    """What it became, within the bounds of any tariff document."""
    try:
        return documents(document)
    except ValidationError as error:
        raise invalid(error) from error
