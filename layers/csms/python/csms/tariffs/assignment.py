"""Which tariff an EVSE charges: the site's for its current type, else the network's."""

from collections.abc import Mapping

from csms.stations.model import CurrentType, Site


def assigned_tariff_id(
    current_type: CurrentType | None, site: Site | None, default: Mapping[CurrentType, str]
) -> str | None:
    """The tariff's id; None where nothing is assigned, which nobody may take for free charging."""
    if current_type is None:
        return None
    if site is not None and current_type in site.tariff_ids:
        return site.tariff_ids[current_type]
    return default.get(current_type)
