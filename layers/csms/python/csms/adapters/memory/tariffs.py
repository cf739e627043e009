"""Tariffs in memory."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime

from csms.errors import Conflict, Rejected
from csms.tariffs.document import tariff_from_text, tariff_text
from csms.tariffs.model import Published, Tariff


class MemoryTariffs:
    """TariffRepository over dicts of texts, as they are stored elsewhere."""

    def __init__(self) -> None:
        """Start without tariffs."""
        self._texts: dict[str, dict[int, str]] = {}
        self._heads: dict[str, dict[int, Published]] = {}

    def current(self, tariff_id: str) -> Tariff | None:
        """See the port."""
        return self.version(tariff_id, max(self._texts.get(tariff_id, {0: ""})))

    def current_of(self, tariff_ids: Iterable[str]) -> dict[str, Tariff]:
        """See the port."""
        found = {}
        for one in tariff_ids:
            with suppress(Rejected):
                found[one] = self.current(one)
        return {one: tariff for one, tariff in found.items() if tariff is not None}

    def version(self, tariff_id: str, version: int) -> Tariff | None:
        """See the port."""
        text = self._texts.get(tariff_id, {}).get(version)
        return tariff_from_text(text) if text is not None else None

    def page(self, limit: int, cursor: str | None) -> tuple[list[Published], str | None]:
        """See the port."""
        ids = [one for one in sorted(self._heads) if one > (cursor or "")]
        shown = [self._heads[one][max(self._heads[one])] for one in ids[:limit]]
        return shown, ids[limit - 1] if len(ids) > limit else None

    def versions(
        self, tariff_id: str, limit: int, cursor: str | None
    ) -> tuple[list[Published], str | None]:
        """See the port."""
        heads = self._heads.get(tariff_id, {})
        numbers = sorted(heads, reverse=True)
        left = [one for one in numbers if cursor is None or one < int(cursor)]
        shown = [heads[one] for one in left[:limit]]
        return shown, str(left[limit - 1]) if len(left) > limit else None

    def put(self, tariff: Tariff, at: datetime | None = None) -> None:
        """See the port."""
        texts = self._texts.setdefault(tariff.tariff_id, {})
        if tariff.version in texts:
            raise Conflict(f"tariff {tariff.tariff_id} has a version {tariff.version}")
        texts[tariff.version] = tariff_text(tariff)
        self._heads.setdefault(tariff.tariff_id, {})[tariff.version] = Published(
            tariff.tariff_id,
            tariff.version,
            at,
            tariff.currency,
            tariff.current_type,
            tariff.fingerprint,
        )
