from csms.stations.model import CurrentType, Site
from csms.tariffs.assignment import assigned_tariff_id

SITE = Site("site-1", "Depot", "UTC", {CurrentType.AC: "site-ac"})
NETWORK = {CurrentType.AC: "ac", CurrentType.DC: "dc"}


def test_tariff_of_the_site_comes_first() -> None:
    assert assigned_tariff_id(CurrentType.AC, SITE, NETWORK) == "site-ac"


def test_network_fills_in() -> None:
    assert assigned_tariff_id(CurrentType.DC, SITE, NETWORK) == "dc"
    assert assigned_tariff_id(CurrentType.AC, None, NETWORK) == "ac"


def test_nothing_assigned_is_no_tariff() -> None:
    assert assigned_tariff_id(CurrentType.DC, SITE, {}) is None
    assert assigned_tariff_id(None, SITE, NETWORK) is None
