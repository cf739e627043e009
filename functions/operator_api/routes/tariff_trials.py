"""Tariffs on trial: what a lint says, what a supposed session costs. Nothing is stored."""

from typing import Annotated

from fastapi import APIRouter, Query

from csms.errors import NotFound
from csms.pricing.findings import Severity
from csms.pricing.lint import lint
from csms.tariffs.document import tariff_from_document
from csms.tariffs.model import Tariff
from csms.tariffs.publishing import profiles_of
from csms.web.fields import Identifier
from csms.web.needs import Needs
from csms.web.openapi import body_of
from csms.web.tariffs import (
    TARIFF_REQUEST,
    ExactBody,
    TariffBody,
    described,
    finding_views,
)
from operator_api.schemas.tariff_trials import (
    LintView,
    PreviewView,
    SupposedSession,
    TrialDocument,
    preview_view,
    supposed_from,
    trial_from,
)

router = APIRouter(prefix="/tariffs")
TRIAL = "trial"


@router.post("/lint", summary="Examine a tariff", openapi_extra=TARIFF_REQUEST)
def lint_tariff(
    wanted: TariffBody,
    needs: Needs,
    profiles: Annotated[
        str | None, Query(description="AFIR, UK, CALIFORNIA; default: those of the deployment")
    ] = None,
    max_power_w: Annotated[int | None, Query(gt=0, description="Of the EVSEs; AFIR asks")] = None,
) -> LintView:
    """Everything that is wrong or odd about a document; what cannot be priced at all is a 422."""
    chosen = profiles_of(needs.settings.tariff_profiles if profiles is None else profiles)
    tariff = tariff_from_document({"id": TRIAL} | wanted, 1)
    found = lint(tariff.priced, chosen, max_power_w)
    return LintView(
        publishable=all(one.severity is not Severity.ERROR for one in found),
        findings=finding_views(found),
        description=described(tariff),
    )


@router.post(
    "/price", summary="Price a session by a document", openapi_extra=body_of(TrialDocument)
)
def price_by_document(content: ExactBody) -> PreviewView:
    """What a supposed session would cost by a tariff that is in no use yet."""
    trial = trial_from(content)
    document = {"id": TRIAL} | trial.document
    return preview_view(tariff_from_document(document, 1), trial.session)


@router.post(
    "/{tariff_id}/price",
    summary="Price a session by a tariff",
    openapi_extra=body_of(SupposedSession),
)
def price_by_tariff(
    tariff_id: Identifier,
    content: ExactBody,
    needs: Needs,
    version: Annotated[int | None, Query(ge=1, description="Default: the current one")] = None,
) -> PreviewView:
    """What a supposed session would cost: by the function that settles the real ones."""
    return preview_view(_tariff(tariff_id, version, needs), supposed_from(content))


def _tariff(tariff_id: str, version: int | None, needs: Needs) -> Tariff:
    tariffs = needs.tariffs
    found = tariffs.version(tariff_id, version) if version else tariffs.current(tariff_id)
    if found is None:
        raise NotFound(f"Tariff {tariff_id} or its version is not known: see GET /tariffs.")
    return found
