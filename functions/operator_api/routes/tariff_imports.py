"""Tariffs of partners: an OCPI object becomes a tariff here."""

from http import HTTPStatus

from fastapi import APIRouter, Response

from csms.tariffs.exchange.ocpi_import import from_ocpi
from csms.tariffs.publishing import Publishing, profiles_of, publish
from csms.web.needs import Needs
from csms.web.openapi import body_of
from csms.web.tariffs import ExactBody, tariff_response
from operator_api.schemas.tariff_imports import ImportedView, ImportIn, checked, import_from

router = APIRouter(prefix="/tariffs")


@router.post(
    "/imports",
    summary="Import an OCPI tariff",
    response_model=ImportedView,
    responses={HTTPStatus.CREATED: {"model": ImportedView}},
    openapi_extra=body_of(ImportIn),
)
def import_tariff(content: ExactBody, needs: Needs) -> Response:
    """Publish it as PUT /tariffs/{id} does: the same content again makes no new version.

    Both releases' spellings of prices and taxes are read. `notes` say what is not a part of the
    tariff here. What cannot be priced is refused with its place.
    """
    wanted = import_from(content)
    imported = from_ocpi(wanted.document, wanted.release)
    document = checked(imported.document)
    tariff_id = wanted.tariff_id or document["id"]
    publishing = Publishing(needs.tariffs, profiles_of(needs.settings.tariff_profiles))
    published = publish(tariff_id, document, needs.clock(), publishing)
    status = HTTPStatus.CREATED if published.is_first else HTTPStatus.OK
    return tariff_response(published.tariff, status, published.warnings, imported.notes)
