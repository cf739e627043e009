"""Current tariffs, remembered for a minute: what a display tells may be that old, never a bill."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from csms.tariffs.model import Tariff
from csms.tariffs.ports import TariffRepository

REMEMBERED_FOR = timedelta(seconds=60)
MOST_REMEMBERED = 1_000


class RememberedTariffs:
    """Asked for at each token that is presented where prices are shown."""

    def __init__(self, tariffs: TariffRepository) -> None:
        """Nothing known."""
        self._tariffs = tariffs
        self._known: dict[str, tuple[datetime, Tariff]] = {}

    def current_of(self, tariff_ids: Collection[str], now: datetime) -> Mapping[str, Tariff]:
        """Those that are there and can be read; one request for what is not remembered."""
        found = {one: self._known[one][1] for one in tariff_ids if self._is_new(one, now)}
        missing = [one for one in tariff_ids if one not in found]
        if missing:
            read = self._tariffs.current_of(missing)
            if len(self._known) >= MOST_REMEMBERED:
                self._known.clear()
            self._known |= {one: (now, tariff) for one, tariff in read.items()}
            found |= read
        return found

    def _is_new(self, tariff_id: str, now: datetime) -> bool:
        known = self._known.get(tariff_id)
        return known is not None and timedelta(0) <= now - known[0] < REMEMBERED_FOR
