"""Which tariffs may be assigned: a missing one would leave sessions without a price."""

from collections.abc import Mapping

from csms.bootstrap import Services
from csms.errors import Rejected
from csms.stations.model import CurrentType


def require_tariffs(tariff_ids: Mapping[CurrentType, str], needs: Services) -> None:
    """Rejected unless each exists and fits its current type."""
    for current_type, tariff_id in tariff_ids.items():
        tariff = needs.tariffs.current(tariff_id)
        if tariff is None:
            raise Rejected(f"{current_type}: tariff {tariff_id} is not known: PUT it first.")
        if tariff.current_type not in {None, current_type}:
            raise Rejected(f"{current_type}: tariff {tariff_id} is for {tariff.current_type} only.")
