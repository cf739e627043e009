"""Tariffs in other systems' words."""

from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Query

from csms.errors import NotFound, Rejected
from csms.stations.model import CurrentType
from csms.tariffs.exchange.ocpi_export import Party, Release, ocpi_of
from csms.tariffs.exchange.station_tariff import station_tariff_of
from csms.tariffs.model import Tariff
from csms.web.decimal_json import DecimalJsonResponse
from csms.web.fields import Identifier
from csms.web.needs import Needs

router = APIRouter()
CountryCode = Annotated[str | None, Query(pattern="^[A-Z]{2}$", examples=["DE"])]
PartyId = Annotated[str | None, Query(pattern="^[A-Z0-9]{3}$", examples=["STM"])]


class Form(StrEnum):
    """Whose words."""

    OCPI_221 = "ocpi-2.2.1"
    OCPI_230 = "ocpi-2.3.0"
    OCPP_21 = "ocpp-2.1"


RELEASES = {Form.OCPI_221: Release.V221, Form.OCPI_230: Release.V230}


@router.get(
    "/tariffs/{tariff_id}/exports/{form}",
    summary="Get a tariff as OCPI or OCPP has it",
    response_model=dict[str, Any],
)
def export_tariff(
    tariff_id: Identifier,
    form: Form,
    needs: Needs,
    current_type: CurrentType | None = None,
    country_code: CountryCode = None,
    party_id: PartyId = None,
) -> DecimalJsonResponse:
    """A tariff object of OCPI, or a TariffType of OCPP 2.1, with the very same prices.

    What the form cannot say is refused with every reason. `current_type` leaves out what is for the
    other kind of EVSE. OCPI wants a party: the tariff's own, or `country_code` and `party_id`.
    """
    tariff = needs.tariffs.current(tariff_id)
    if tariff is None:
        raise NotFound(f"Tariff {tariff_id} is not known: PUT it first.")
    kind = current_type or tariff.current_type
    if tariff.current_type not in {None, kind}:
        raise Rejected(f"current_type: tariff {tariff_id} is for {tariff.current_type} only")
    release = RELEASES.get(form)
    if release is None:
        return DecimalJsonResponse(station_tariff_of(tariff, kind))
    party = _party(tariff, country_code, party_id)
    return DecimalJsonResponse(ocpi_of(tariff, release, party, needs.clock(), kind))


def _party(tariff: Tariff, country_code: str | None, party_id: str | None) -> Party:
    country = country_code or tariff.document.get("country_code")
    party = party_id or tariff.document.get("party_id")
    if not country or not party:
        raise Rejected("country_code and party_id: give both, the tariff itself names none.")
    return Party(country, party)
